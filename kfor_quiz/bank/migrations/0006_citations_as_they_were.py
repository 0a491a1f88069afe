"""Each version of a fact keeps the citation that its source has now, and the checksums take it in.

So the next load finds nothing new. A row whose checksum was not made from what it holds was edited, or was stored by an earlier
release; its checksum stays, and the load judges it as it did before.
"""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import migrations

BATCH = 500


def checksum_of(content):
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(canonical.encode()).hexdigest()


def wording_of(version):
    return {
        "statement": version.statement,
        "source": version.source.key,
        "paragraph": version.paragraph,
        "valid_from": version.valid_from or None,
        "valid_to": version.valid_to or None,
        "as_of": version.as_of or None,
        "value": version.value,
        "passage": version.passage.key,
        "sentence": version.sentence,
    }


def content_of(fact):
    version = fact.current_version
    return {
        "kind": fact.kind,
        "topic": fact.topic.key,
        "importance": fact.importance,
        "objective": fact.objective,
        "version": [version.substance_checksum, version.wording_checksum] if version else [],
    }


def in_batches(rows):
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def keep_citations(apps, schema_editor):
    facts = apps.get_model("bank", "Fact").objects
    versions = apps.get_model("bank", "FactVersion").objects
    unedited = {
        fact.pk
        for batch in in_batches(facts.select_related("topic", "current_version"))
        for fact in batch
        if fact.loaded_checksum == checksum_of(content_of(fact))
    }
    for batch in in_batches(versions.select_related("source", "passage", "fact__pack")):
        columns = [_keep_citation(version) for version in batch]
        versions.bulk_update(batch, columns[0], batch_size=BATCH)
    for batch in in_batches(facts.select_related("topic", "current_version")):
        followers = [fact for fact in batch if fact.pk in unedited]
        for fact in followers:
            fact.loaded_checksum = checksum_of(content_of(fact))
        facts.bulk_update(followers, ["loaded_checksum"], batch_size=BATCH)


def _keep_citation(version):
    source, wording = version.source, wording_of(version)
    citation = {
        "source_title": source.title,
        "source_publisher": source.publisher,
        "source_address": source.address,
        "source_seen": source.seen,
        "edition": version.fact.pack.edition,
    }
    for name, value in citation.items():
        setattr(version, name, value)
    if version.wording_checksum == checksum_of(wording):
        version.wording_checksum = checksum_of({**wording, **citation})
    return [*citation, "wording_checksum"]


class Migration(migrations.Migration):

    dependencies = [("bank", "0005_citations")]

    operations = [migrations.RunPython(keep_citations, migrations.RunPython.noop)]
