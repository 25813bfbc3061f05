"""A local Patsnap on a catalogue of made-up designs, so that the app can be tried and tested without the vendor.

routes ── world ─┬─ tokens, uploads, tasks           what a vendor keeps
                 ├─ requests, filters, envelope      what callers send and how they are refused
                 ├─ search ── features ── segmentation
                 ├─ report ── wording; lookups       what callers get
                 ├─ statement                        and what it costs
                 ├─ catalogue ── drawings, offices   what there is to be found
                 └─ pictures, sketch                 images
samples                                              product pictures to try it with
"""

from bot.sandbox.patsnap.routes import endpoint_of, patsnap_routes
from bot.sandbox.patsnap.tokens import API_KEY, CLIENT_ID, CLIENT_SECRET
from bot.sandbox.patsnap.world import PatsnapWorld

__all__ = ["API_KEY", "CLIENT_ID", "CLIENT_SECRET", "PatsnapWorld", "endpoint_of", "patsnap_routes"]
