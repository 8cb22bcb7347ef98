namespace Floe.Engine.Inputs;

/// <summary>How the fields of a CSV file are written, with Spark's option names. Quotes inside quotes are doubled unless <c>escape</c> says otherwise.</summary>
internal sealed record CsvDialect(
    bool Header, string Separator, string Quote, string Escape, string NullValue, string? DateFormat, string? TimestampFormat, string? Comment)
{
    public static CsvDialect Read(FileViewOptions options)
    {
        var dialect = new CsvDialect(
            options.Flag("header", otherwise: false),
            Unescape(options.Text("sep", "delimiter") ?? ","),
            options.Text("quote") ?? "\"",
            options.Text("escape") ?? options.Text("quote") ?? "\"",
            options.Text("nullValue") ?? "",
            Pattern(options, "dateFormat"),
            Pattern(options, "timestampFormat"),
            options.Text("comment"));
        if (options.Text("encoding", "charset") is { } encoding && !encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("UTF8", StringComparison.OrdinalIgnoreCase))
            throw options.Error($"files in {encoding} cannot be read; convert them to UTF-8.");
        // These have the effect that the engine has anyway.
        options.Text("multiLine", "enforceSchema", "columnNameOfCorruptRecord", "samplingRatio");
        return dialect.Separator.Length is >= 1 and <= 4 && dialect.Quote.Length <= 1 && dialect.Escape.Length <= 1 && dialect.Comment is null or { Length: 1 }
            ? dialect
            : throw options.Error("sep takes 1 to 4 characters, and quote, escape and comment take one.");
    }

    private static string Unescape(string separator) => separator == "\\t" ? "\t" : separator;

    private static string? Pattern(FileViewOptions options, string name)
    {
        if (options.Text(name) is not { } pattern)
            return null;
        try
        {
            return SparkDatePattern.ToDuckDb(pattern);
        }
        catch (FormatException e)
        {
            throw options.Error($"the {name} '{pattern}' cannot be used: {e.Message}.");
        }
    }
}
