"""Accreditation and the door in a conference file: states of people, credentials, terms, zones, classes, gates."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from secretariat.engines.conferencefile.values import (
    Capacity,
    Citation,
    Count,
    Day,
    DelegateRole,
    DoorCode,
    LineOf200,
    LineOf300,
    Part,
    Sensitivity,
    Several,
    Template,
    Text,
    Words,
    Yes,
    cited,
    seen_by,
)

DelegateState = Literal["nominated", "confirmed", "on hold", "accredited", "refused", "withdrawn"]
CredentialsState = Literal["received", "examined", "accepted", "objection"]
Colour = Literal["blue", "green", "amber", "red", "violet", "grey", "black"]
Direction = Literal["entry", "exit", "both"]
PrintKind = Literal["badge", "badge sheet", "name plate", "table card", "certificate"]

# Who has given the place in the delegation back.
WITHOUT_A_PLACE = frozenset({"refused", "withdrawn"})


class CredentialsData(Part):
    """The letter that says for whom a delegation speaks, and how far its examination has come."""

    state: CredentialsState = Field("received", description="How far the examination has come.")
    received: Day | None = Field(None, description="Day on which the letter came.")
    signed_by: LineOf300 | None = Field(None, description="Who signed it.")
    remark: Words | None = Field(None, description="What the examination found.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by("secretariat")


class TermsData(Part):
    """What the conference asks of those whom it accredits."""

    photo_required: Yes = Field(default=True, description="Whether a photo is needed.")
    document_required: Yes = Field(default=False, description="Whether a document number is needed.")
    birth_date_required: Yes = Field(default=False, description="Whether a date of birth is needed.")
    mail_required: Yes = Field(default=False, description="Whether a mail address is needed.")
    credentials_required: Yes = Field(default=False, description="Whether a delegation needs a letter of credentials.")
    retention_days: Annotated[int, Strict(), Field(ge=0, le=3650)] = Field(
        30, description="Days after the last day on which particulars are deleted."
    )


class ZoneData(Part):
    """A part of the venue that one needs a right to be in."""

    code: DoorCode = Field(description="One to six capital letters or digits, as they stand on badges.")
    name: Text | None = Field(None, description="What it is called; its code if left out.")
    places: Count | None = Field(None, description="How many people it holds.")
    order: Count | None = Field(None, description="Its place in the order of zones.")


class BadgeClassData(Part):
    """A class of badges: the zones it opens, its colour, and for whom it is meant."""

    code: DoorCode = Field(description="One to six capital letters or digits, as they stand on badges.")
    name: Text | None = Field(None, description="What it is called; its code if left out.")
    colour: Colour = Field("blue", description="Colour of its band.")
    zones: Several[DoorCode] = Field((), description="Codes of the zones that it opens.")
    capacities: Several[Capacity] = Field((), description="Given to parties invited as these; to any if left out.")
    roles: Several[DelegateRole] = Field((), description="Given to delegates who are these; to any if left out.")
    overflow: Yes = Field(default=False, description="Whether it is meant for people on overflow places.")
    order: Count | None = Field(None, description="Its place in the order of classes.")


class GateData(Part):
    """An entry or exit of a zone."""

    name: Text = Field(description="What it is called.")
    zone: DoorCode = Field(description="Code of the zone that it leads to.")
    direction: Direction = Field("both", description="Which way people go through it.")
    in_use: Yes = Field(default=True, description="Whether it is in use.")


class DoorRulesData(Part):
    """What the door does and shows."""

    photos_at_door: Yes = Field(default=False, description="Whether devices carry the photos.")
    quorum: Count | None = Field(None, description="Number of delegations that make a quorum.")
    snapshot_hours: Annotated[int, Strict(), Field(ge=1, le=720)] = Field(
        24, description="Hours after which what a device carries is too old."
    )


class TemplateData(Part):
    """How something is printed, in Typst."""

    kind: PrintKind = Field(description="What is printed by it.")
    name: LineOf200 = Field(description="What it is called.")
    source: Template = Field(description="Its text in Typst.")
    in_use: Yes = Field(default=False, description="Whether it is the one of its kind that serves.")


class DoorData(Part):
    """How the door is laid out."""

    zones: Several[ZoneData] = Field((), description="The zones of the venue.")
    classes: Several[BadgeClassData] = Field((), description="The classes of badges.")
    gates: Several[GateData] = Field((), description="The gates, each of a zone.")
    rules: DoorRulesData | None = Field(None, description="The rules of the door.")
    templates: Several[TemplateData] = Field((), description="Templates for badges and papers.")
