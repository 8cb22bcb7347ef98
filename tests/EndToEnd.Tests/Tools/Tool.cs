namespace Floe.EndToEnd.Tests.Tools;

/// <summary>A program on the PATH, found as the operating system would, without a shell.</summary>
internal sealed record Tool(string Name, string File)
{
    /// <summary>The first of <paramref name="names"/> that is installed.</summary>
    public static Tool? Find(params string[] names) => names
        .SelectMany(name => Candidates(name).Select(file => new Tool(name, file)))
        .FirstOrDefault(tool => System.IO.File.Exists(tool.File));

    /// <summary>Skips the running test, with the reason, where the program is missing.</summary>
    public static Tool OrSkip(params string[] names)
    {
        var tool = Find(names);
        Assert.SkipWhen(tool is null, Missing(names));
        return tool!;
    }

    public static string Missing(params string[] names) => $"'{string.Join("' or '", names)}' is not on the PATH";

    private static IEnumerable<string> Candidates(string name) =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        from extension in Extensions()
        select Path.Combine(folder, name + extension);

    /// <summary>Windows finds programs by these endings; elsewhere the name is the whole name.</summary>
    private static string[] Extensions() => OperatingSystem.IsWindows()
        ? (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';', StringSplitOptions.RemoveEmptyEntries)
        : [""];
}
