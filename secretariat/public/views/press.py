"""Pictures of articles that are out, and the press kit: its page, its files, and all of it in one file."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from secretariat.archive.models import File
from secretariat.newsroom.models import NewsroomRules, PressItem
from secretariat.newsroom.queries.pictures import public_pictures
from secretariat.public.queries import news as known
from secretariat.public.queries.editions import STRANGER, edition_of
from secretariat.public.queries.packing import name_of_pack
from secretariat.public.queries.presskit import packed_kit
from secretariat.public.views.kept import public_page
from secretariat.public.views.packs import handed_out_packed
from secretariat.public.views.pages import frame_of, public_conference

JPEG = "image/jpeg"


@public_page()
def press(request: HttpRequest, slug: str) -> HttpResponse:
    """What journalists may take: pictures, logos, fact sheets, each with its credit, and whom to ask."""
    found = public_conference(slug)
    rules = NewsroomRules.objects.filter(conference=found).first()
    context = {
        **frame_of(found),
        "kit": known.press_kit(found),
        "takes_media_requests": rules is not None and rules.takes_media_requests,
    }
    return render(request, "public/press.html", context)


@require_safe
def picture(request: HttpRequest, slug: str, pk: int, size: str) -> HttpResponseBase:
    """A picture in one of its two sizes, as long as an article that is out or the press kit shows it."""
    request.user = STRANGER
    shown = get_object_or_404(public_pictures(public_conference(slug)).select_related("large", "small"), pk=pk)
    if size not in {"large", "small"}:
        raise Http404
    file = shown.large if size == "large" else shown.small
    response = _handed_out(request, file, JPEG)
    del response.headers["Content-Disposition"]
    return response


@require_safe
def press_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The file of a piece of the press kit, to be kept."""
    request.user = STRANGER
    rows = PressItem.objects.filter(conference=public_conference(slug), is_public=True)
    item = get_object_or_404(rows.select_related("file"), pk=pk)
    if item.file is None:
        raise Http404
    return _handed_out(request, item.file, "application/octet-stream")


@require_safe
def press_zip(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All pictures and files of the press kit in one file, with their credits."""
    request.user = STRANGER
    # The edition is read before the kit is: never older than its name.
    edition, language = edition_of(slug), get_language() or "en"
    found = public_conference(slug)
    name = name_of_pack(edition, language)
    return handed_out_packed(request, name, f"{found.slug}-press.zip", lambda: packed_kit(found, language, name))


def _handed_out(request: HttpRequest, file: File, content_type: str) -> HttpResponseBase:
    tag = f'"{file.sha256}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        answer: HttpResponseBase = HttpResponseNotModified()
        answer.headers["Content-Disposition"] = "attachment"
    elif not file.content:
        raise Http404
    else:
        answer = FileResponse(
            file.content.open("rb"), as_attachment=True, filename=file.name, content_type=content_type
        )
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
