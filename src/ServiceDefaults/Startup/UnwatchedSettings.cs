namespace Floe.ServiceDefaults.Startup;

/// <summary>
/// A host watches its working folder, with everything below, for changed settings files. The folder of objects is usually below it: each object written would be
/// an event, and a start would walk through all of them. Settings are read once here, so nothing is to be watched.
/// </summary>
public static class UnwatchedSettings
{
    /// <summary>The host's own settings come from the command line, before those of the application are read.</summary>
    private const string Argument = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>The arguments for a web application builder.</summary>
    public static string[] Arguments(params string[] arguments) => [.. arguments, Argument];
}
