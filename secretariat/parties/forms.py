"""What people fill in to add an organisation to the register."""

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField

from secretariat.engines.conferencefile.limits import PARTY_CODE
from secretariat.parties.models import OrganisationKind
from secretariat.ui.languages import LineInLanguages


class RegisterForm(forms.Form):
    """An organisation that the register lacks."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The acronym under which it is known, in capital letters, for example UNICEF."),
        min_length=2,
        validators=[RegexValidator(PARTY_CODE, _("Use capital Latin letters, digits and hyphens."))],
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "characters"}),
    )
    name = I18nFormField(
        label=_("Name"),
        max_length=300,
        widget=LineInLanguages,
        locales=[code for code, _language in settings.LANGUAGES],
        help_text=_("Its own official name in each language in which it has one."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
