namespace Floe.Floe.Tests;

public sealed class SparkCommandTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>, IDisposable
{
    private const string Manifest = """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata: {name: taxi}
        spec: {mainApplicationFile: s3a://data/taxi.py, sparkVersion: "3.5.3", driver: {memory: 2g}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("floe-spark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Taxi_trips_are_generated_into_a_bucket()
    {
        var result = await fixture.FloeAsync("generate", "taxi", "--rows", "500", "--days", "2", "--bucket", "taxi-data");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("s3://taxi-data/taxi/input/trips.csv: 500 rows", result.Output);
    }

    [Fact]
    public async Task A_dry_run_of_a_manifest_prints_it_completed()
    {
        var result = await fixture.FloeAsync("submit", Write("taxi.yaml", Manifest), "--dry-run");

        Assert.Contains("kind: SparkApplication", result.Output);
        Assert.Contains("deleteOnTermination: false", result.Output);
        Assert.Contains("# engine: spark-submit", result.Output);
    }

    [Fact]
    public async Task A_dry_run_of_a_PySpark_file_prints_the_line_with_its_arguments()
    {
        var file = Write("job.py", "");

        var result = await fixture.FloeAsync("submit", file, "--table-bucket", "arn:aws:s3tables:us-east-1:000000000000:bucket/lake", "--dry-run", "first", "a b");

        Assert.Contains($"{file} first 'a b'", result.Output);
    }

    [Theory]
    [InlineData("taxi.yaml", "--name", "x", "as it is")]
    [InlineData("job.py", "--name", "x", "--table-bucket is missing")]
    [InlineData("job.sql", "--table-bucket", "lake", "takes no arguments", "extra")]
    public async Task What_does_not_go_together_is_told(string file, string option, string value, string words, params string[] more)
    {
        var result = await fixture.FloeAsync(["submit", Write(file, Manifest), .. more, option, value]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Error);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
