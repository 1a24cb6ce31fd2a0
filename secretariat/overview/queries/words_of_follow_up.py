"""The record in words for figures and pledges, and what the desks above tie them to."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {}

KINDS: dict[str, str | Promise] = {
    "dossier.areaofobstacle": gettext_lazy("areas of obstacles"),
    "dossier.tie": gettext_lazy("ties of pledges"),
    "figures.condition": gettext_lazy("conditions of areas"),
    "figures.dataset": gettext_lazy("datasets"),
    "figures.disclosurerules": gettext_lazy("rules of disclosure"),
    "figures.edition": gettext_lazy("editions of datasets"),
    "figures.intention": gettext_lazy("intentions"),
    "figures.movement": gettext_lazy("movements"),
    "figures.observation": gettext_lazy("figures"),
    "figures.origincountry": gettext_lazy("countries of origin"),
    "figures.place": gettext_lazy("places"),
    "figures.release": gettext_lazy("releases"),
    "figures.surveyedhost": gettext_lazy("countries of surveys"),
    "figures.threshold": gettext_lazy("thresholds"),
    "pledges.evidence": gettext_lazy("evidence"),
    "pledges.exchangerate": gettext_lazy("exchange rates"),
    "pledges.match": gettext_lazy("matches"),
    "pledges.moneyflow": gettext_lazy("money flows"),
    "pledges.pledge": gettext_lazy("pledges"),
    "pledges.pledgearea": gettext_lazy("areas of pledges"),
    "pledges.pledgecountry": gettext_lazy("countries of pledges"),
    "pledges.pledgeparty": gettext_lazy("parties of pledges"),
    "pledges.progress": gettext_lazy("progress"),
    "pledges.stageupdate": gettext_lazy("updates of pledges"),
    "pledges.target": gettext_lazy("targets"),
    "programme.announcement": gettext_lazy("announcements of pledges"),
}
