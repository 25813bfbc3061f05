"""Which certificates are trusted: those of ``SSL_CERT_FILE`` and ``SSL_CERT_DIR``, else the machine's and Mozilla's."""

import os
import ssl
from collections.abc import Mapping
from pathlib import Path

import httpx

from bot.errors import SettingsError
from bot.model.sentence import Sentence, system_fault

VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")

DISTRUSTED = "distrusted"
"""Why a call went wrong if the other end's certificate is none that is trusted."""


def trusted_certificates(environment: Mapping[str, str] = os.environ) -> ssl.SSLContext:
    """What proves a host to be itself.

    A company's own certificate is in the machine's store, and a small container has no store: both count.

    Raises:
        SettingsError: a variable names what is not there, or what holds no certificate.
    """
    file, directory = (environment.get(name) or None for name in VARIABLES)
    if directory and not Path(directory).is_dir():
        raise SettingsError.of("network-no-directory", directory=directory)
    if not file and not directory:
        context = httpx.create_ssl_context(trust_env=False)
        context.load_default_certs()
        return context
    try:
        return ssl.create_default_context(cafile=file, capath=directory)
    except FileNotFoundError:
        fault = Sentence.of("network-certificates-missing", file=str(file))
    except ssl.SSLError:
        fault = Sentence.of("network-certificates-none", file=str(file))
    except OSError as error:
        fault = Sentence.of("network-certificates-unreadable", file=str(file), why=system_fault(error))
    raise SettingsError(fault)


def is_distrust(error: BaseException | None) -> bool:
    """Whether an error comes of a certificate that is not trusted, however a library wraps it."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
