"""Articles that somebody puts beside another."""

from django.db.models import Max
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.newsroom import permissions
from secretariat.newsroom.models import Article, Pin

# More are no longer related to anything.
MOST_PINS = 5


@action(allow=permissions.may_pin_related)
def pin_related(actor: User, article: Article, *, related: Article) -> Pin:
    """Show an article first among those beside another."""
    del actor
    if related.conference_id != article.conference_id:
        raise Refused(_("This belongs to another conference."), field="related")
    if related.pk == article.pk:
        raise Refused(_("An article is not related to itself."), field="related")
    pins = Pin.objects.filter(article=article)
    if pins.filter(related=related).exists():
        raise Refused(_("This article is pinned already."), field="related")
    if pins.count() >= MOST_PINS:
        raise Refused(_("At most %(most)s articles are pinned.") % {"most": MOST_PINS}, field="related")
    last = pins.aggregate(last=Max("position"))["last"] or 0
    pin = Pin(conference_id=article.conference_id, article=article, related=related, position=last + 1)
    pin.save()
    return pin


@action(allow=permissions.may_unpin_related)
def unpin_related(actor: User, pin: Pin) -> None:
    """Leave it to the house again which article is shown there."""
    del actor
    pin.delete()
