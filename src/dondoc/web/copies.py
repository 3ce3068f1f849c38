"""Photos as pages show them: the copy without EXIF that was made when the file came, never the original."""

from fastapi.responses import Response

from dondoc.core.activity import Evidence
from dondoc.usecases.ports import Work
from dondoc.web.site import Site


def copy_of(site: Site, work: Work, proof: Evidence, *, is_small: bool) -> Response:
    """The copy of a photo that may be shown; nothing (404) for what has none."""
    facts = work.files.facts(proof.sha256) if proof.sha256 is not None else None
    sha256 = "" if facts is None else facts.thumbnail_sha256 if is_small else facts.shown_sha256
    if not sha256 or not site.office.blobs.has(sha256):
        return Response(status_code=404)
    return Response(site.office.blobs.get(sha256), media_type="image/jpeg")
