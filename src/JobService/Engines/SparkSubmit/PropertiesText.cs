using System.Text;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Settings as a file of <c>java.util.Properties</c>, which is what spark-submit reads.</summary>
internal static class PropertiesText
{
    public static string Write(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in settings)
        {
            Escape(text, key, isKey: true);
            text.Append('=');
            Escape(text, value, isKey: false);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static void Escape(StringBuilder text, string value, bool isKey)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var letter = value[i];
            if (letter == '\n') text.Append("\\n");
            else if (letter == '\r') text.Append("\\r");
            else if (letter == '\t') text.Append("\\t");
            else if (letter == '\\' || (letter is ' ' && (isKey || i == 0)) || (isKey && letter is '=' or ':' or '#' or '!')) text.Append('\\').Append(letter);
            // Spark reads it as UTF-8, older ones in the machine's own encoding: escapes are read by all.
            else if (letter is < ' ' or > '~') text.Append("\\u").Append(((int)letter).ToString("x4"));
            else text.Append(letter);
        }
    }
}
