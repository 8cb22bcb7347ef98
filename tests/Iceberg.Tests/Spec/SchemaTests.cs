using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Tests.Spec;

public sealed class SchemaTests
{
    private const string Nested = """
        {"type":"struct","schema-id":3,"identifier-field-ids":[1],"fields":[
          {"id":1,"name":"id","required":true,"type":"long","doc":"the key"},
          {"id":2,"name":"tags","required":false,"type":{"type":"list","element-id":5,"element":"string","element-required":true}},
          {"id":3,"name":"places","required":false,"type":{"type":"map","key-id":6,"key":"string","value-id":7,"value":
            {"type":"struct","fields":[{"id":8,"name":"lat","required":true,"type":"double"}]},"value-required":false}},
          {"id":4,"name":"price","required":false,"type":"decimal(9, 2)","initial-default":"14.20","write-default":"0.10"}]}
        """;

    [Fact]
    public void A_nested_schema_reads_as_it_is_written()
    {
        var schema = SchemaJson.Parse(Nested);
        var again = SchemaJson.Parse(SchemaJson.Serialize(schema));
        Assert.True(schema.SameAs(again));
        Assert.Equal(3, again.SchemaId);
        Assert.Equal("the key", again.FindField(1)!.Doc);
        Assert.Equal(IcebergDecimal.Parse("14.20"), again.FindField(4)!.InitialDefault);
    }

    [Fact]
    public void Nested_fields_are_found_by_id_and_by_name()
    {
        var schema = SchemaJson.Parse(Nested);
        Assert.Equal("places.value.lat", schema.FullName(8));
        Assert.Equal(8, schema.FindField("places.value.lat")!.Id);
        Assert.Equal(8, schema.FindField("places.lat")!.Id);
        Assert.Equal(5, schema.FindField("tags.element")!.Id);
        Assert.Equal(2, schema.FindField("TAGS", caseSensitive: false)!.Id);
        Assert.Null(schema.FindField("TAGS"));
        Assert.Equal(8, schema.HighestFieldId);
        Assert.True(schema.IsInsideCollection(8));
        Assert.False(schema.IsInsideCollection(4));
    }

    [Theory]
    [InlineData("boolean")]
    [InlineData("timestamptz_ns")]
    [InlineData("decimal(38, 10)")]
    [InlineData("fixed[16]")]
    [InlineData("geometry")]
    [InlineData("geometry(OGC:CRS84)")]
    [InlineData("geography(OGC:CRS84, vincenty)")]
    [InlineData("variant")]
    [InlineData("unknown")]
    public void Types_read_as_they_are_written(string text) => Assert.Equal(text, IcebergType.Parse(text).ToString());

    [Fact]
    public void Spaces_in_a_type_do_not_matter() => Assert.Equal(new DecimalType(9, 2), IcebergType.Parse("decimal( 9,2 )"));

    [Theory]
    [InlineData("integer")]
    [InlineData("decimal(39, 2)")]
    [InlineData("decimal(9, 10)")]
    [InlineData("decimal(9)")]
    [InlineData("fixed[0]")]
    [InlineData("fixed[16")]
    public void What_is_no_type_is_refused(string text) => Assert.Throws<FormatException>(() => IcebergType.Parse(text));

    [Theory]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true}]}""", "schema.fields[0].type")]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":"int"},{"id":1,"name":"b","required":true,"type":"int"}]}""", "Field id 1")]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":"int"},{"id":2,"name":"a","required":true,"type":"int"}]}""", "named 'a'")]
    [InlineData("""{"type":"list","element-id":1,"element":"int","element-required":true}""", "struct")]
    public void What_is_wrong_with_a_schema_is_named(string json, string named) => Assert.Contains(named, Assert.Throws<FormatException>(() => SchemaJson.Parse(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(TypeKind.Date, "2017-11-16", 17486L, "2017-11-16")]
    [InlineData(TypeKind.Time, "22:31:08.000001", 81068000001L, "22:31:08.000001")]
    [InlineData(TypeKind.Timestamp, "1969-12-31T23:59:59.999999", -1L, "1969-12-31T23:59:59.999999")]
    [InlineData(TypeKind.Timestamp, "2017-11-16 22:31:08", 1510871468000000L, "2017-11-16T22:31:08.000000")]
    [InlineData(TypeKind.TimestampTz, "2017-11-16T14:31:08-08", 1510871468000000L, "2017-11-16T22:31:08.000000+00:00")]
    [InlineData(TypeKind.TimestampNs, "2017-11-16T22:31:08.000001001", 1510871468000001001L, "2017-11-16T22:31:08.000001001")]
    public void Times_are_read_and_written_as_iso_8601(TypeKind kind, string text, long value, string canonical)
    {
        Assert.Equal(value, Convert.ToInt64(TimeText.Parse(kind, text)));
        Assert.Equal(canonical, TimeText.Format(kind, value));
    }

    [Theory]
    [InlineData(TypeKind.Date, "2017-02-30")]
    [InlineData(TypeKind.Date, "2017-11-16T00:00:00")]
    [InlineData(TypeKind.Time, "25:00:00")]
    [InlineData(TypeKind.Timestamp, "22:31:08")]
    [InlineData(TypeKind.TimestampNs, "9999-11-16T22:31:08")]
    public void What_is_no_time_is_refused(TypeKind kind, string text) => Assert.Throws<FormatException>(() => TimeText.Parse(kind, text));
}
