"""Several short words in one line of a form, with commas between them."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

# Arabic and Chinese have commas of their own.
_BETWEEN = re.compile("[,،，、;؛；]")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


def split_words(line: str) -> list[str]:
    """The words of a line, each once, without the blanks around them."""
    words = (" ".join(word.split()) for word in _BETWEEN.split(line))
    return list(dict.fromkeys(word for word in words if word))


def joined_words(words: Iterable[str]) -> str:
    """Words as the line of a form shows them."""
    return ", ".join(words)


def split_codes(codes: Iterable[str]) -> tuple[list[str], str]:
    """Codes of languages: those that the house speaks, and the line with all others."""
    house = {code for code, _name in settings.LANGUAGES}
    known = list(codes)
    return [code for code in known if code in house], joined_words(code for code in known if code not in house)


class WordsField(forms.CharField):
    """A line of words with commas between them; ``split_words`` gives them one by one."""

    def __init__(self, *, most: int = 30, longest: int = 60, **kwargs: Any) -> None:
        self.most, self.longest = most, longest
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto"}))
        super().__init__(required=False, max_length=most * (longest + 2), **kwargs)

    def clean(self, value: Any) -> str:
        """The same words, in one way of writing."""
        words = split_words(super().clean(value))
        if len(words) > self.most:
            raise forms.ValidationError(_("At most %(most)s may stand here."), params={"most": self.most})
        for word in words:
            self.judge(word)
        return joined_words(words)

    def judge(self, word: str) -> None:
        """Refuse a word that is too long."""
        if len(word) > self.longest:
            raise forms.ValidationError(
                _("“%(word)s…” is too long: at most %(longest)s characters."),
                params={"word": word[:20], "longest": self.longest},
            )


class OtherCodesField(WordsField):
    """Languages that the house does not speak, by their codes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Other languages"),
            help_text=_("By their codes, with commas between: de, pt-BR."),
            widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
            **kwargs,
        )

    def judge(self, word: str) -> None:
        """Refuse what is no code of a language."""
        if not _CODE.fullmatch(word):
            raise forms.ValidationError(
                _("“%(word)s” is no code of a language. Examples: de, fa, pt-BR."), params={"word": word[:20]}
            )
