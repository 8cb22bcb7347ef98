using System.Globalization;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Hosting;

/// <summary>Reads values below one section and gathers what is wrong with them, so that a start that fails tells all of it at once.</summary>
internal sealed class Settings(IConfiguration configuration, string section)
{
    private readonly List<string> _errors = [];

    /// <summary>Null where it is not set, or empty.</summary>
    public string? Text(string name) => configuration[$"{section}:{name}"] is { Length: > 0 } text ? text : null;

    public int? Whole(string name, int min, int max)
    {
        if (configuration[$"{section}:{name}"] is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Wrong(name, $"is '{text}'. Set it to a whole number from {min} to {max}.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Wrong(name, $"is '{text}'. Set it to true or false.");
        return null;
    }

    public double? Number(string name, double min, double max)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is '{text}'. Set it to a number from {min} to {max}."));
        return null;
    }

    public TimeSpan? Seconds(string name, int min, int max) => Whole(name, min, max) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <param name="name">The setting.</param>
    /// <param name="min">0 or 1; at most it is a hundred years.</param>
    public TimeSpan? Days(string name, int min = 1) => Whole(name, min, 36_500) is { } days ? TimeSpan.FromDays(days) : null;

    /// <summary>The key as the user spells it, in a file and in the environment.</summary>
    public string Key(string name) => $"{section}:{name} (environment: {PlatformOptions.EnvironmentName($"{section}:{name}")})";

    /// <param name="name">The setting.</param>
    /// <param name="what">What is wrong with it and what to do, after its name.</param>
    public void Wrong(string name, string what) => _errors.Add($"{Key(name)} {what}");

    /// <summary>Another reading, whose failure is one of all.</summary>
    public T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (StartupException e)
        {
            _errors.Add(e.Message);
            return otherwise;
        }
    }

    /// <exception cref="StartupException">Something was wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0) throw new StartupException(string.Join(" ", _errors));
    }
}
