using System.CommandLine;

namespace Floe.S3TablesBench.Measures;

/// <summary>What the commands have in common.</summary>
internal sealed class MeasureOptions
{
    private readonly Option<double> _seconds = new("--seconds") { Description = "Length of a round.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Rounds a service and call, after one that does not count; the median is printed.", DefaultValueFactory = _ => 3 };
    private readonly Option<DirectoryInfo> _s3rver = new("--s3rver") { Description = "A folder to keep s3rver in, so that it is installed once." };

    private readonly Option<string> _only = new("--only") { Description = "Only the calls whose name contains this, such as PUT.", DefaultValueFactory = _ => "" };

    private readonly Option<bool> _alone = new("--alone") { Description = "Without peers." };

    public void AddTo(Command command)
    {
        command.Add(_alone);
        command.Add(_only);
        command.Add(_seconds);
        command.Add(_rounds);
        command.Add(_s3rver);
    }

    public Comparison Comparison(ParseResult parsed) => new(parsed.GetValue(_rounds), TimeSpan.FromSeconds(parsed.GetValue(_seconds)), parsed.GetValue(_only)!);

    public bool IsAlone(ParseResult parsed) => parsed.GetValue(_alone);

    public string? S3RverFolder(ParseResult parsed) => parsed.GetValue(_s3rver)?.FullName;
}
