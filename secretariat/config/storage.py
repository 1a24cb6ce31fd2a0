"""How static files are named and kept where the house is served."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_FROM = r"""(?P<matched>(?P<said>\bfrom\s*)["'](?P<url>\.{1,2}/[^"'\s]+\.js)["'];)"""
_LATER = r"""(?P<matched>\bimport\(["'](?P<url>\.{1,2}/[^"'\s]+\.js)["']\))"""


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files by names that hold their hash, compressed; modules of the gate and of the grid find each other by them.

    Django's own rule would read every script there is, also those of others that speak of modules in a comment.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("door/*.js", ((_FROM, '%(said)s"%(url)s";'), (_LATER, 'import("%(url)s")'))),
        ("programme/*.js", ((_FROM, '%(said)s"%(url)s";'),)),
    )
    # Each pass names what imports what was named in the pass before.
    max_post_process_passes = 10
