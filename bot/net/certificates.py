"""Which certificates are trusted: those of ``SSL_CERT_FILE`` and ``SSL_CERT_DIR``, else the machine's and Mozilla's."""

import os
import ssl
from collections.abc import Mapping
from pathlib import Path

import httpx

from bot.errors import SettingsError

VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def trusted_certificates(environment: Mapping[str, str] = os.environ) -> ssl.SSLContext:
    """What proves a host to be itself.

    A company's own certificate is in the machine's store, and a small container has no store: both count.

    Raises:
        SettingsError: a variable names what is not there, or what holds no certificate.
    """
    file, directory = (environment.get(name) or None for name in VARIABLES)
    if directory and not Path(directory).is_dir():
        raise SettingsError(f"SSL_CERT_DIR names {directory}, which is no directory: correct it, or take it out.")
    if not file and not directory:
        context = httpx.create_ssl_context(trust_env=False)
        context.load_default_certs()
        return context
    try:
        return ssl.create_default_context(cafile=file, capath=directory)
    except FileNotFoundError:
        fault = "which is not there"
    except ssl.SSLError:
        fault = "which holds no certificate"
    except OSError as error:
        fault = f"which cannot be read ({error.strerror})"
    raise SettingsError(f"SSL_CERT_FILE names {file}, {fault}: correct it, or take it out.")
