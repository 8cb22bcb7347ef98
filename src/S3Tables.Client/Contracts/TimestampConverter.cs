using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <summary>Times as AWS writes them: UTC with its offset, and always six digits of a second (<c>2025-01-07T22:14:48.689581+00:00</c>).</summary>
public sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture));
}
