"""The engine for more than one machine: an index of an OpenSearch cluster, read and written over HTTP."""

from presssearch.engines.opensearch.client import Cluster
from presssearch.engines.opensearch.engine import OpenSearchEngine

__all__ = ["Cluster", "OpenSearchEngine"]
