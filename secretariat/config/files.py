"""Where files lie that people hand in: in a folder of this machine, or in a bucket that several machines share."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

_OPTIONS = {"endpoint": "endpoint_url", "region": "region_name", "style": "addressing_style"}


def files(url: str) -> dict[str, Any]:
    """The storage of an address like ``s3://bucket/folder?endpoint=https://…``; the folder where there is none."""
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts, told = urlsplit(url), parse_qs(urlsplit(url).query)
    if parts.scheme != "s3" or not parts.hostname or set(told) - set(_OPTIONS):
        raise ImproperlyConfigured("FILES_URL is an address like s3://bucket/folder?endpoint=https://host&region=name.")
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured("FILES_URL needs the client: pip install 'secretariat[s3]'.")
    return {
        "BACKEND": "secretariat.config.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": parts.path.strip("/"),
            # No name is given twice: what was handed in is never overwritten.
            "file_overwrite": False,
            **{_OPTIONS[name]: values[-1] for name, values in told.items()},
        },
    }
