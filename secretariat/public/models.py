"""What the search of the public site goes by: the words of everything public, and how far they have been read.

These rows are made from others and hold nothing of their own; whatever they say, the rows that they speak of are asked
again before anything is shown.
"""

from django.db import models

from secretariat.conference.models import Conference


class SearchedKind(models.IntegerChoices):
    """What a search finds; the numbers stand in the keys of rows and are never given anew."""

    ARTICLE = 1
    DOCUMENT = 2
    PARAGRAPH = 3
    PARTICIPANT = 4
    DELEGATE = 5
    SESSION = 6
    MEETING = 7
    POINT = 8
    POSITION = 9
    PLEDGE = 10
    RELEASE = 11
    AREA = 12
    SOURCE = 13


class SearchedText(models.Model):
    """One public thing in one language: what it says, and the terms by which it is found."""

    # Day, kind, language and thing in one number: what is newer has the greater one, and rows come by date unsorted.
    id = models.BigIntegerField(primary_key=True)
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    kind = models.PositiveSmallIntegerField(choices=SearchedKind.choices)
    thing_id = models.BigIntegerField()
    language = models.CharField(max_length=35, blank=True)
    date = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    # People and parties, one a line.
    names = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # What its address is made of: a key or a number, and the place on the page.
    place = models.JSONField(default=list)
    # SQLite's index reads these four columns, PostgreSQL's the fifth; each database fills its own.
    title_terms = models.TextField(blank=True)
    name_terms = models.TextField(blank=True)
    text_terms = models.TextField(blank=True)
    # Words that their stem does not begin with, for those who have typed a part of one.
    forms = models.TextField(blank=True)
    vector = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing_id", "language"], name="a_thing_is_searched_once"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchState(models.Model):
    """How far the search of a conference has read: up to which revision, and by which rules."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision = models.BigIntegerField(default=-1)
    house_revision = models.BigIntegerField(default=-1)
    # The hour of the newest article that was out; and as the edition wrote it.
    newest = models.DateTimeField(null=True)
    newest_told = models.CharField(max_length=40, blank=True)
    rules = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"searched up to revision {self.revision}"
