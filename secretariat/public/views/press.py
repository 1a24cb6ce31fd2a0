"""Pictures of articles that are out, and the press kit: its page, its files, and all of it in one file."""

from tempfile import TemporaryFile
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from secretariat.archive.models import File
from secretariat.newsroom.models import NewsroomRules, PressItem
from secretariat.newsroom.queries.pictures import public_pictures
from secretariat.public.queries import news as known
from secretariat.public.queries.editions import STRANGER
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import frame_of, public_conference

JPEG = "image/jpeg"
# The first moment that a ZIP can tell.
MOMENT = (1980, 1, 1, 0, 0, 0)


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
def press_zip(request: HttpRequest, slug: str) -> FileResponse:
    """All pictures and files of the press kit in one file, with their credits."""
    request.user = STRANGER
    found = public_conference(slug)
    packed, credits_told = TemporaryFile(), []  # noqa: SIM115 - it is handed on
    with ZipFile(packed, "w") as archive:
        for number, item in enumerate((row for _label, rows in known.press_kit(found) for row in rows), start=1):
            file = item.picture.large if item.picture else item.file
            if file is None or not file.content:
                continue
            name = f"{number:02}-{file.name if item.file else 'picture.jpg'}"
            with file.content.open("rb") as content, archive.open(_named(name), "w") as to:
                to.writelines(content.chunks())
            credit = item.credit or (item.picture.credit if item.picture else "")
            credits_told.append(" · ".join(part for part in (name, str(item.title), credit, item.licence) if part))
        archive.writestr(_named("credits.txt"), "\n".join(credits_told) + "\n")
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"{found.slug}-press.zip")


def _named(name: str) -> ZipInfo:
    info = ZipInfo("".join(letter for letter in name if letter.isprintable() and letter not in '\\/:*?"<>|'), MOMENT)
    info.compress_type = ZIP_STORED
    return info


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
