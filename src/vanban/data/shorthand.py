"""Documents of a batch written short: only what each does not share with a sample of them."""

import pickle
from collections.abc import Mapping
from types import MappingProxyType

from vanban.data.anchoring import file_fields
from vanban.models import VanBan

_NOTHING: Mapping[str, object] = MappingProxyType({})


class Shorthand:
    """Keeps validated documents as a few hundred bytes, to be made without a second validation.

    Two shorthands whose samples are equal read each other's bytes. A document that names other
    files than the sample is not kept: what it says of them holds on the machine that has read them.
    """

    def __init__(self, sample: VanBan) -> None:
        """``sample`` is any document of the batch."""
        self._model = type(sample)
        self._shared = {name: getattr(sample, name) for name in self._model.model_fields}
        self._given = sample.model_fields_set
        self._files = file_fields(self._model)

    def write(self, document: VanBan) -> bytes:
        """What ``document``, of the sample's class, says otherwise; b"" for one not kept."""
        values = document.__dict__
        own = {
            name: values[name]
            for name, shared in self._shared.items()
            if values[name] is not shared and values[name] != shared
        }
        if not self._files.isdisjoint(own):
            return b""
        given = document.model_fields_set
        return pickle.dumps((own, None if given == self._given else given), pickle.HIGHEST_PROTOCOL)

    def read(self, written: bytes, more: Mapping[str, object] = _NOTHING) -> VanBan:
        """The document; what it shares with the sample is the very same object.

        ``more`` are valid values of fields that it does not have yet.
        """
        own, given = pickle.loads(written)  # noqa: S301 - from this process, or one that it began
        given = given or self._given
        return self._model.restored(self._shared | own | more, given | more.keys())
