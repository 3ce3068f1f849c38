"""The application: guard, pages, the one style sheet."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles

from dondoc.web.guard import protect, unforeseen
from dondoc.web.pages import answer, calendar, decide, deeds, grid, photos, proofs
from dondoc.web.pages import office as office_pages
from dondoc.web.site import STATIC, Site
from dondoc.wiring import Office
from dondoc.wiring.office import GREETING_PATH


def make_app(office: Office, *, is_local: bool = True) -> FastAPI:
    """The pages of an open workspace; `is_local` where only this machine can reach them."""
    app = FastAPI(title="dondoc", docs_url=None, redoc_url=None, openapi_url=None)
    site = Site(office, is_local)
    app.state.site = site
    protect(app, site)
    for page in (answer, decide, calendar, grid, photos, proofs, deeds, office_pages):
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.get(GREETING_PATH)
    def _greet() -> Response:
        """Whose pages these are, for `dondoc doctor`."""
        return PlainTextResponse(office.greeting())

    @app.get("/favicon.ico")
    def _icon() -> Response:
        """Browsers ask for one; there is none."""
        return Response(status_code=204)

    # Outermost, so that no fault of any layer reaches a user as a trace.
    @app.middleware("http")
    async def _last(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            return await call_next(request)
        except Exception as error:  # the last border: whatever it was, the user gets a sentence
            return unforeseen(site, error)

    return app
