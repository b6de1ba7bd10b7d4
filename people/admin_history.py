"""The history of rows in the admin."""

from contextlib import nullcontext

from .history import recording


class HistoryAdmin:
    """What the admin of a model with a history gets: a form that is sent is one action."""

    def changeform_view(self, request, *args, **kwargs):
        with _recording(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        with _recording(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        with _recording(request):
            return super().changelist_view(request, *args, **kwargs)


def _recording(request):
    return recording(user=request.user) if request.method == "POST" else nullcontext()
