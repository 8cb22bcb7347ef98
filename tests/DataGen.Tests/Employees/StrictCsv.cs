using System.Text;
using Floe.DataGen.Employees;

namespace Floe.DataGen.Tests.Employees;

/// <summary>Reads CSV strictly by RFC 4180, so that a row with a stray quote or comma fails a test instead of being guessed at.</summary>
internal static class StrictCsv
{
    public static string Generate(long rows, long seed, int bufferSize = 64 * 1024)
    {
        var generator = new EmployeeGenerator(rows, seed);
        using var all = new MemoryStream();
        var buffer = new byte[bufferSize];
        for (var length = generator.Fill(buffer); length > 0; length = generator.Fill(buffer)) all.Write(buffer, 0, length);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    public static List<string[]> Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text[..^1].Split('\n').Select(ParseLine)];
    }

    private static string[] ParseLine(string line)
    {
        var fields = new List<string>();
        for (var i = 0; i <= line.Length; i++)
        {
            var (field, end) = i < line.Length && line[i] == '"' ? Quoted(line, i) : Plain(line, i);
            fields.Add(field);
            i = end;
        }
        return [.. fields];
    }

    private static (string Field, int End) Plain(string line, int start)
    {
        var end = line.IndexOf(',', start);
        if (end < 0) end = line.Length;
        var field = line[start..end];
        Assert.DoesNotContain("\"", field, StringComparison.Ordinal);
        return (field, end);
    }

    private static (string Field, int End) Quoted(string line, int start)
    {
        var field = new StringBuilder();
        for (var i = start + 1; i < line.Length; i++)
        {
            if (line[i] != '"') field.Append(line[i]);
            else if (i + 1 < line.Length && line[i + 1] == '"') field.Append(line[++i]);
            else
            {
                Assert.True(i + 1 == line.Length || line[i + 1] == ',', $"Text after a closing quote: {line}");
                return (field.ToString(), i + 1);
            }
        }
        throw new FormatException($"A quote is not closed: {line}");
    }
}
