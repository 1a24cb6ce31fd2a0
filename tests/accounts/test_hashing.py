"""Passwords are kept by Argon2id, and those that were kept otherwise are kept so at the next sign-in."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test.utils import override_settings

from secretariat.accounts.models import Role
from secretariat.config import settings as written
from secretariat.config.hashing import HouseHasher
from tests import make
from tests.security.asking import CEDARS, is_in, sign_in

pytestmark = pytest.mark.django_db

# The tests take a fast one; the module says what a house takes.
AS_SERVED = override_settings(PASSWORD_HASHERS=written.PASSWORD_HASHERS)


@AS_SERVED
def test_a_password_is_kept_by_what_takes_memory() -> None:
    algorithm, way, _version, costs, *_rest = make_password(CEDARS).split("$")

    assert (algorithm, way, costs) == ("argon2", "argon2id", "m=47104,t=1,p=1")


@AS_SERVED
def test_a_password_that_was_kept_otherwise_opens_and_is_kept_anew() -> None:
    amal = make.user(Role.READER, make.conference())
    amal.password = make_password(CEDARS, hasher="pbkdf2_sha256")
    amal.save()

    assert is_in(sign_in(amal, CEDARS)[0])

    amal.refresh_from_db()
    assert isinstance(identify_hasher(amal.password), HouseHasher)
    assert amal.check_password(CEDARS)
