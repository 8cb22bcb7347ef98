using System.Text;

namespace Floe.Iceberg.Manifests;

/// <summary>Avro names are letters, digits and underscores; Iceberg names are anything. The escape is Java's (AvroSchemaUtil.makeCompatibleName).</summary>
internal static class AvroName
{
    public static string Of(string name)
    {
        if (name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsPlain)) return name;
        var escaped = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (IsPlain(c) && !(escaped.Length == 0 && char.IsAsciiDigit(c))) escaped.Append(c);
            else if (char.IsAsciiDigit(c)) escaped.Append('_').Append(c);
            else escaped.Append("_x").Append(((int)c).ToString("X"));
        }
        return escaped.ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
