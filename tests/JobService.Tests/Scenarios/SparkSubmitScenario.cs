using Floe.JobService.Contracts;
using Floe.JobService.Tests.Spark;

namespace Floe.JobService.Tests.Scenarios;

/// <summary>Python jobs as processes of this machine.</summary>
internal sealed class SparkSubmitScenario() : ScenarioPlatform("spark-submit")
{
    private readonly FakeSpark _spark = new();

    protected override IReadOnlyList<KeyValuePair<string, string?>> Settings => [new("SPARK_HOME", _spark.Home), new("SparkSubmit:StopGraceSeconds", "1")];

    private string Runs => Folder.Sub("runs");

    private string Gate => Folder.Sub("gate");

    public override int? RunsOf(string id) => File.Exists(Runs) ? File.ReadAllLines(Runs).Length : 0;

    public override void LetGo() => File.WriteAllText(Gate, "");

    public override bool IsLeftOver(string id) => false;

    protected override JobDefinition Definition(Work work)
    {
        var begin = $"import os, sys, time\nopen({Python(Runs)}, 'a').write('run\\n')\nprint('at work', flush=True)\n";
        var rest = work switch
        {
            Work.Succeeds => "",
            Work.Fails => "raise ValueError('no column salary')\n",
            _ => $"while not os.path.exists({Python(Gate)}): time.sleep(0.05)\n",
        };
        return new() { Kind = JobKind.PySpark, TableBucket = Samples.BucketArn, Spark = new() { MainFile = _spark.Job($"{work}.py", begin + rest) } };
    }

    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override Task TidyAsync()
    {
        _spark.Dispose();
        return Task.CompletedTask;
    }

    private static string Python(string path) => $"r'{path}'";
}
