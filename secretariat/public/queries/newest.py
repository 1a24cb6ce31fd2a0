"""What is new of a conference, for its first page: articles, papers, pledges and releases, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of
from secretariat.documents.models import Document, DocumentState
from secretariat.figures.models import Release, ReleaseState
from secretariat.newsroom.models import Article
from secretariat.newsroom.queries.published import all_as_published
from secretariat.pledges.models import Pledge
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.pledges import public_pledges
from secretariat.public.queries.releases import public_releases

ARTICLES, PAPERS, PLEDGES, RELEASES = 4, 6, 3, 2


@dataclass(frozen=True)
class Newest:
    """The newest of each, as a first page shows it; of papers those of the day on which the last were handed out."""

    articles: Sequence[Article] = ()
    papers: Sequence[Document] = ()
    pledges: list[tuple[Pledge, object]] = field(default_factory=list)
    releases: Sequence[Release] = ()

    @property
    def day_of_papers(self) -> date | None:
        """The day on which these papers were handed out."""
        return self.papers[0].issued_date if self.papers else None


def newest_of(conference: Conference, names: dict[int, ShownName]) -> Newest:
    """What is new. Five queries."""
    papers = Document.objects.visible_to(STRANGER).filter(conference=conference, state=DocumentState.ISSUED)
    papers = papers.exclude(issued_date=None).order_by("-issued_date", "symbol", "id")
    last = papers.values_list("issued_date", flat=True).first()
    pledges = public_pledges(conference).order_by("-entered_at", "-id")[:PLEDGES]
    return Newest(
        articles=all_as_published(
            Article.objects.visible_to(STRANGER)
            .filter(conference=conference)
            .order_by("-published_at", "-id")[:ARTICLES]
        ),
        papers=list(papers.filter(issued_date=last)[:PAPERS]) if last else [],
        pledges=[(each, name_of(each.party, names)) for each in pledges],
        releases=list(
            public_releases(conference)
            .filter(state=ReleaseState.PUBLISHED)
            .defer("content")
            .order_by("-published_at", "-id")[:RELEASES]
        ),
    )
