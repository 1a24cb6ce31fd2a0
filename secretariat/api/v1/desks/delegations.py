"""What a program may read and do at the desk ``delegations``."""

from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.resources import FACT, Resource, citations, in_office, related
from secretariat.delegations.models import Body, Delegate, Delegation

RESOURCES: tuple[Resource, ...] = (
    Resource(
        "delegations/delegations",
        Delegation,
        in_office(Delegation),
        ("party", "occasion", *FACT),
        "The people a party sends to an occasion.",
        filters=("party", "occasion", "sensitivity"),
        parts=(related("bodies", Body, by="delegation_id", value="name", shape=dict[str, str]), citations(Delegation)),
    ),
    Resource(
        "delegations/delegates",
        Delegate,
        in_office(Delegate),
        (
            "delegation",
            "party",
            "name",
            "original_name",
            "spellings",
            "honorific",
            "role",
            "capacity",
            "body",
            "rank",
            "mail",
            "languages",
            "state",
            "state_since",
            "reason",
            "is_overflow",
            "is_media",
            "substitutes",
            *FACT,
        ),
        "People whom parties send, as delegations or sources name them.",
        filters=("delegation", "party", "role", "state", "is_media", "is_overflow", "sensitivity"),
        shapes={"spellings": list[str], "languages": list[str]},
    ),
)
DELEGATES = "delegations/delegates"
DEEDS: tuple[Deed, ...] = (
    Deed("delegations.accredit", DELEGATES),
    Deed("delegations.accredit_many"),
    Deed("delegations.hold", DELEGATES),
    Deed("delegations.release_hold", DELEGATES),
)
