using System.Globalization;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Spark.Settings;

/// <summary>Reads one section of the settings and remembers everything that is wrong with it, to be told at once.</summary>
internal sealed class SettingsReader(IConfiguration configuration, string section)
{
    private readonly IConfigurationSection _section = configuration.GetSection(section);
    private readonly List<string> _errors = [];

    /// <summary>A key as people spell it, in a file and in the environment.</summary>
    public string Key(string name) => $"{section}:{name} (environment: {PlatformOptions.EnvironmentName($"{section}:{name}")})";

    /// <summary>Null where it is not set.</summary>
    public string? Text(string name) => _section[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public int? Whole(string name, int min, int max)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Wrong(name, $"Set it to a whole number from {min} to {max}.");
        return null;
    }

    public double? Number(string name, double min, double max)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"Set it to a number from {min} to {max}."));
        return null;
    }

    public TimeSpan? Seconds(string name, int min, int max) => Whole(name, min, max) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Wrong(name, "Set it to true or false.");
        return null;
    }

    /// <summary>One of a few words, in any case, spelled as given here; null where it is not set, or none of them.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text) return null;
        foreach (var word in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return word;
        }
        Wrong(name, $"Set it to one of: {string.Join(", ", words)}.");
        return null;
    }

    public Uri? Address(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        Wrong(name, "Set it to an http or https URL.");
        return null;
    }

    /// <summary>The keys below a name that have a value.</summary>
    public IEnumerable<IConfigurationSection> Below(string name) => _section.GetSection(name).GetChildren().Where(child => !string.IsNullOrWhiteSpace(child.Value));

    /// <summary>The names of what stands below a name: of the members of a list or of an object.</summary>
    public IEnumerable<string> NamesBelow(string name) => _section.GetSection(name).GetChildren().Select(child => child.Key);

    /// <summary>A value that is there and cannot be used.</summary>
    public void Wrong(string name, string remedy) => _errors.Add($"{Key(name)} is '{Text(name)}'. {remedy}");

    /// <summary>A fault in other words.</summary>
    public void Add(string error) => _errors.Add(error);

    /// <summary>A key that is misspelled would be a default that nobody asked for.</summary>
    /// <param name="below">Where the keys stand; empty: in the section itself.</param>
    /// <param name="known">The keys there are.</param>
    public void Know(string below, params IReadOnlyList<string> known)
    {
        var place = below.Length == 0 ? _section : _section.GetSection(below);
        foreach (var key in place.GetChildren().Select(child => child.Key).Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)))
            _errors.Add($"{Key(below.Length == 0 ? key : $"{below}:{key}")} is not a setting. Use one of: {string.Join(", ", known)}.");
    }

    /// <exception cref="StartupException">Something is wrong; the message has all of it.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0) throw new StartupException(string.Join(" ", _errors));
    }
}
