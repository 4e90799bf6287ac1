"""What `pyproject.toml` cannot say: the catalogues of sentences are compiled before they are packed or installed."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent))

from handlers.words import LANGUAGES
from web.words import LANGUAGES as OF_PAGES


class BuildWithCatalogues(build_py):
    def run(self) -> None:
        for catalogues in (LANGUAGES, OF_PAGES):
            dict(catalogues)  # what is loaded is compiled, and stands beside its sources
        super().run()


setup(cmdclass={"build_py": BuildWithCatalogues})
