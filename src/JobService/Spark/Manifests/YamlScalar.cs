using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using ScalarEvent = YamlDotNet.Core.Events.Scalar;

namespace Floe.JobService.Spark.Manifests;

/// <summary>What a YAML scalar means, as kubectl reads it: quoted is text; plain may be null, a boolean (YAML 1.1 words too) or a number.</summary>
internal static partial class YamlScalar
{
    public static JsonNode? ToJson(ScalarEvent scalar) => scalar.Style == ScalarStyle.Plain ? Resolve(scalar.Value) : JsonValue.Create(scalar.Value);

    /// <summary>Whether plain text would be read as something else than itself.</summary>
    public static bool NeedsQuotes(string text) => !Word().IsMatch(text) || Resolve(text) is not { } value || value.GetValueKind() != JsonValueKind.String;

    private static JsonValue? Resolve(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => JsonValue.Create(true),
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => JsonValue.Create(false),
        var text when Whole().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        var text when Fraction().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) && double.IsFinite(fraction) => JsonValue.Create(fraction),
        var text => JsonValue.Create(text),
    };

    [GeneratedRegex("^[-+]?(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex("^[A-Za-z/][A-Za-z0-9_./-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
