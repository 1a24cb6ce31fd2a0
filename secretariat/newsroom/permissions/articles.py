"""Who may write, publish and correct what the public is told."""

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Article, Picture, Pin, PressItem

DESK = "newsroom"


def works_in_newsroom(user: User, conference_id: int) -> bool:
    """Secretaries, press officers, and officers of this desk."""
    return user.works_on(DESK, conference_id) or Role.PRESS_OFFICER in user.roles_in(conference_id)


def may_draft_article(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, conference.pk)


def may_revise_article(user: User, article: Article) -> bool:
    """Whoever works in the newsroom; what is restricted, secretaries alone."""
    return _may_touch(user, article)


def may_submit_article(user: User, article: Article) -> bool:
    """Whoever works in the newsroom; what is restricted, secretaries alone."""
    return _may_touch(user, article)


def may_publish_article(user: User, article: Article) -> bool:
    """Whoever works in the newsroom; what is restricted, secretaries alone."""
    return _may_touch(user, article)


def may_correct_article(user: User, article: Article) -> bool:
    """Whoever works in the newsroom; what is restricted, secretaries alone."""
    return _may_touch(user, article)


def may_withdraw_article(user: User, article: Article) -> bool:
    """Whoever works in the newsroom; what is restricted, secretaries alone."""
    return _may_touch(user, article)


def may_pin_related(user: User, article: Article) -> bool:
    """Whoever works in the newsroom; what is restricted, secretaries alone."""
    return _may_touch(user, article)


def may_unpin_related(user: User, pin: Pin) -> bool:
    """Whoever works in the newsroom; what is restricted, secretaries alone."""
    return _may_touch(user, pin.article)


def may_add_picture(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, conference.pk)


def may_revise_picture(user: User, picture: Picture) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, picture.conference_id)


def may_add_press_item(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, conference.pk)


def may_revise_press_item(user: User, item: PressItem) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, item.conference_id)


def may_remove_press_item(user: User, item: PressItem) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, item.conference_id)


def _may_touch(user: User, article: Article) -> bool:
    if article.sensitivity == Sensitivity.RESTRICTED:
        return user.is_secretary_of(article.conference_id)
    return works_in_newsroom(user, article.conference_id)
