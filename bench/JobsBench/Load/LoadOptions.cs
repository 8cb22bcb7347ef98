using System.CommandLine;
using System.Globalization;

namespace Floe.JobsBench.Load;

/// <summary>The knobs as options; each has the environment variable that the locust file reads.</summary>
internal sealed class LoadOptions
{
    private readonly Option<int> _users;
    private readonly Option<string> _template;
    private readonly Option<string> _prefix;
    private readonly Option<int> _suffix;
    private readonly Option<int> _jobs;
    private readonly Option<int> _failures;
    private readonly Option<double> _rate;
    private readonly Option<string> _namespaces;
    private readonly Option<bool> _noCleanup;

    /// <param name="users">Unless the caller or the environment says another number.</param>
    /// <param name="jobs">Likewise.</param>
    /// <param name="rate">Likewise.</param>
    /// <param name="namespaces">Likewise.</param>
    public LoadOptions(int users = 1, int jobs = 3, double rate = 10, string namespaces = "default")
    {
        _users = Make("--users", "LOCUST_USERS", users, "Submitters at the same time.");
        _template = Make("--spark-template", "LOAD_TEST_TEMPLATE_PATH", Path.Combine(AppContext.BaseDirectory, "spark-pi-sleep.yaml"), "SparkApplication in YAML.");
        _prefix = Make("--spark-name-prefix", "LOAD_TEST_NAME_PREFIX", "load-test", "Begin of the names.");
        _suffix = Make("--spark-name-length", "LOAD_TEST_NAME_SUFFIX_LENGTH", 8, "Random characters after it.");
        _jobs = Make("--job-limit-per-user", "LOAD_TEST_JOB_SIZE", jobs, "Jobs of each user.");
        _failures = Make("--jobs-max-failures", "LOAD_TEST_MAX_FAILURES", 5, "Failed submits of a user after which the run stops.");
        _rate = Make("--jobs-per-min", "LOAD_TEST_SUBMISSION_RATE", rate, "Submits a minute of each user.");
        _namespaces = Make("--spark-namespaces", "LOAD_TEST_NAMESPACES", namespaces, "Namespaces, comma-separated.");
        _noCleanup = Make("--no-spark-cleanup", "LOAD_TEST_NO_CLEANUP", false, "Does not cancel what still runs at the end.");
        foreach (var option in new[] { _users, _suffix, _jobs }) option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1) result.AddError($"{option.Name} is {result.GetValue(option)}. Use 1 or more.");
        });
        _rate.Validators.Add(result =>
        {
            if (result.GetValue(_rate) <= 0) result.AddError($"{_rate.Name} is {result.GetValue(_rate)}. Use a number above 0.");
        });
    }

    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { _users, _template, _prefix, _suffix, _jobs, _failures, _rate, _namespaces, _noCleanup }) command.Add(option);
        return command;
    }

    public LoadSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_users),
        parsed.GetValue(_template)!,
        parsed.GetValue(_prefix)!,
        parsed.GetValue(_suffix),
        parsed.GetValue(_jobs),
        parsed.GetValue(_failures),
        parsed.GetValue(_rate),
        parsed.GetValue(_namespaces)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        parsed.GetValue(_noCleanup));

    private static Option<T> Make<T>(string name, string variable, T otherwise, string description) where T : IParsable<T> => new(name)
    {
        Description = $"{description} Environment: {variable}.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? T.Parse(text, CultureInfo.InvariantCulture) : otherwise,
    };
}
