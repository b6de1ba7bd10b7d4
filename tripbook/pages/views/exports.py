"""A trip, or a part of it, as a file: one view for every format."""

from django.http import Http404, HttpResponseBadRequest

from tripbook.interchange.exporting import Format, NotInTrip, UnknownOption
from tripbook.pages.files import file_response
from tripbook.pages.opening import trip_page
from tripbook.pages.scripts import answering_preflights, open_to_scripts


def view_of(file_format: Format):
    """Return the view that answers with the files of a format."""

    @answering_preflights
    @trip_page
    def export(request, trip, **part):
        if option := file_format.option:
            try:
                part[option.name] = option.read(request.GET.get(option.name))
            except UnknownOption as error:
                return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
        loaded = file_format.load(trip, request.viewer, **part)
        try:
            data = file_format.write(loaded, **part)
        except NotInTrip:
            raise Http404 from None
        response = file_response(
            request,
            data,
            media_type=file_format.media_type,
            name=file_format.file_name(loaded, **part),
            plain_name=request.path.removeprefix("/trips/").replace("/", "-"),
            is_download=file_format.is_download,
        )
        for name, value in file_format.headers().items():
            response[name] = value
        return open_to_scripts(response, trip)

    return export
