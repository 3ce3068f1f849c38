"""dondoc follows the promises of Vietnamese office reports up until they are done."""

__version__ = "0.1.0"
