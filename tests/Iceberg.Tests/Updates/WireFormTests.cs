using System.Text;
using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Updates;

public sealed class WireFormTests
{
    /// <summary>Each update as the REST specification writes it.</summary>
    public static TheoryData<string> Updates =>
    [
        """{"action":"assign-uuid","uuid":"f79c3e09-677c-4bbd-a479-3f349cb785e7"}""",
        """{"action":"upgrade-format-version","format-version":3}""",
        """{"action":"add-schema","schema":{"type":"struct","schema-id":1,"fields":[{"id":1,"name":"a","required":true,"type":"long"}]},"last-column-id":1}""",
        """{"action":"set-current-schema","schema-id":-1}""",
        """{"action":"add-spec","spec":{"spec-id":1,"fields":[{"source-id":1,"field-id":1000,"name":"a_bucket","transform":"bucket[4]"}]}}""",
        """{"action":"set-default-spec","spec-id":-1}""",
        """{"action":"add-sort-order","sort-order":{"order-id":1,"fields":[{"transform":"identity","source-id":1,"direction":"asc","null-order":"nulls-first"}]}}""",
        """{"action":"set-default-sort-order","sort-order-id":-1}""",
        """{"action":"add-snapshot","snapshot":{"sequence-number":1,"snapshot-id":9223372036854775807,"parent-snapshot-id":9007199254740993,"timestamp-ms":1,"summary":{"operation":"append"},"manifest-list":"s3://b/l.avro","schema-id":0}}""",
        """{"action":"set-snapshot-ref","ref-name":"main","snapshot-id":9223372036854775807,"type":"branch","min-snapshots-to-keep":1,"max-snapshot-age-ms":2,"max-ref-age-ms":3}""",
        """{"action":"remove-snapshots","snapshot-ids":[9223372036854775807]}""",
        """{"action":"remove-snapshot-ref","ref-name":"tag"}""",
        """{"action":"set-location","location":"s3://b/t"}""",
        """{"action":"set-properties","updates":{"a":"b"}}""",
        """{"action":"remove-properties","removals":["a"]}""",
        """{"action":"set-statistics","snapshot-id":5,"statistics":{"snapshot-id":5,"statistics-path":"s3://b/s.puffin","file-size-in-bytes":2,"file-footer-size-in-bytes":1,"blob-metadata":[{"type":"ndv","snapshot-id":5,"sequence-number":1,"fields":[1],"properties":{"ndv":"3"}}]}}""",
        """{"action":"remove-statistics","snapshot-id":5}""",
        """{"action":"set-partition-statistics","partition-statistics":{"snapshot-id":5,"statistics-path":"s3://b/p.parquet","file-size-in-bytes":2}}""",
        """{"action":"remove-partition-statistics","snapshot-id":5}""",
        """{"action":"remove-partition-specs","spec-ids":[1,2]}""",
        """{"action":"remove-schemas","schema-ids":[1]}""",
        """{"action":"add-encryption-key","encryption-key":{"key-id":"k","encrypted-key-metadata":"AA==","encrypted-by-id":"m"}}""",
        """{"action":"remove-encryption-key","key-id":"k"}""",
    ];

    public static TheoryData<string> Requirements =>
    [
        """{"type":"assert-create"}""",
        """{"type":"assert-table-uuid","uuid":"f79c3e09-677c-4bbd-a479-3f349cb785e7"}""",
        """{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":9223372036854775807}""",
        """{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":null}""",
        """{"type":"assert-last-assigned-field-id","last-assigned-field-id":1}""",
        """{"type":"assert-current-schema-id","current-schema-id":1}""",
        """{"type":"assert-last-assigned-partition-id","last-assigned-partition-id":1000}""",
        """{"type":"assert-default-spec-id","default-spec-id":1}""",
        """{"type":"assert-default-sort-order-id","default-sort-order-id":1}""",
    ];

    [Theory]
    [MemberData(nameof(Updates))]
    public void Every_update_is_written_as_it_is_read(string json) => Assert.Equal(json, Write(w => MetadataUpdateJson.Write(w, MetadataUpdateJson.Parse(Element(json)))));

    [Theory]
    [MemberData(nameof(Requirements))]
    public void Every_requirement_is_written_as_it_is_read(string json) => Assert.Equal(json, Write(w => UpdateRequirementJson.Write(w, UpdateRequirementJson.Parse(Element(json)))));

    [Fact]
    public void Every_kind_of_update_and_requirement_has_a_test_here()
    {
        Assert.Equal(Kinds<MetadataUpdate>(), Updates.Select(u => MetadataUpdateJson.Parse(Element(u.Data)).GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Kinds<UpdateRequirement>(), Requirements.Select(r => UpdateRequirementJson.Parse(Element(r.Data)).GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"action":"make-coffee"}""", "make-coffee")]
    [InlineData("""{"action":"set-location"}""", "location")]
    [InlineData("""{"action":"add-snapshot","snapshot":{"snapshot-id":"7"}}""", "snapshot.snapshot-id")]
    [InlineData("[]", "object")]
    public void An_unknown_or_malformed_update_is_a_bad_request(string json, string named) =>
        Assert.Contains(named, Assert.Throws<BadRequestException>(() => MetadataUpdateJson.Parse(Element(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_requirement_is_a_bad_request() => Assert.Throws<BadRequestException>(() => UpdateRequirementJson.Parse(Element("""{"type":"assert-luck"}""")));

    [Fact]
    public void A_commit_request_names_the_place_of_what_is_wrong() =>
        Assert.Contains("updates[1].action", Assert.Throws<BadRequestException>(() => CommitTableRequest.Parse("""{"requirements":[],"updates":[{"action":"set-location","location":"x"},{}]}"""u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void Properties_of_older_java_clients_are_read() =>
        Assert.Equal("b", Assert.IsType<SetProperties>(MetadataUpdateJson.Parse(Element("""{"action":"set-properties","updated":{"a":"b"}}"""))).Updates["a"]);

    [Fact]
    public void A_create_request_reads_as_it_is_written()
    {
        var request = new CreateTableRequest("t", TestLake.People, new PartitionSpec(0, [new PartitionField(1, null, "b", new BucketTransform(3))]), SortOrder.Unsorted, "s3://b/t", new Dictionary<string, string> { ["a"] = "b" }, StageCreate: true);
        var bytes = CreateTableRequestJson.Serialize(request);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(CreateTableRequestJson.Serialize(CreateTableRequestJson.Parse(bytes))));
    }

    private static IEnumerable<string> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(t => t.BaseType == typeof(T)).Select(t => t.Name).Order(StringComparer.Ordinal);

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
