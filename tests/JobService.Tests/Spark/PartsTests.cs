using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkSubmit;
using Floe.JobService.Spark.Manifests;
using Floe.JobService.Spark.Settings;
using Floe.JobService.Tests.Support;
using Floe.ServiceDefaults.Platform;

namespace Floe.JobService.Tests.Spark;

public sealed class PartsTests
{
    [Theory]
    [InlineData("ValueError: no column salary", "a", "Traceback (most recent call last):", "  File \"x.py\", line 1, in <module>", "    raise", "ValueError: no column salary", "24/01/01 INFO ShutdownHookManager: bye")]
    [InlineData("java.net.ConnectException: refused", "Exception in thread \"main\" org.apache.spark.SparkException: Job aborted", "\tat a.b", "Caused by: java.net.ConnectException: refused", "Caused by: other")]
    [InlineData("Exception in thread \"main\" java.lang.NoClassDefFoundError: x", "Exception in thread \"main\" java.lang.NoClassDefFoundError: x", "\tat a.b")]
    [InlineData("org.apache.iceberg.exceptions.ForbiddenException: no", "Traceback (most recent call last):", "  File \"x.py\"", "py4j.protocol.Py4JJavaError: An error occurred while calling o1.sql.", ": org.apache.spark.SparkException: x", "\tat a.b", "Caused by: org.apache.iceberg.exceptions.ForbiddenException: no")]
    [InlineData("org.apache.spark.SparkException: x", "Traceback (most recent call last):", "  File \"x.py\"", "py4j.protocol.Py4JJavaError: An error occurred while calling o1.sql.", ": org.apache.spark.SparkException: x", "\tat a.b")]
    [InlineData("24/01/01 ERROR Utils: disk full", "x", "24/01/01 ERROR Utils: disk full", "24/01/01 INFO bye")]
    [InlineData("the last word", "first", "the last word", "  ")]
    [InlineData(null)]
    public void The_line_that_says_why_is_found(string? why, params string[] lines) => Assert.Equal(why, LastError.In(lines));

    [Fact]
    public void The_first_failure_of_a_retried_Python_call_does_not_hide_the_last() =>
        Assert.Equal("B: two", LastError.In(["Traceback (most recent call last):", "  x", "A: one", "", "During handling of the above exception, another exception occurred:", "Traceback (most recent call last):", "  y", "B: two"]));

    [Theory]
    [InlineData("3.5.3", "2.12", "3.3.4", "iceberg-spark-runtime-3.5_2.12:1.10.0", "hadoop-aws:3.3.4", "aws-java-sdk-bundle:1.12.262")]
    [InlineData("4.0.1", "2.13", "3.4.1", "iceberg-spark-runtime-4.0_2.13:1.10.0", "hadoop-aws:3.4.1", "awssdk:bundle:2.24.6")]
    [InlineData("4.1.0", "2.13", "3.4.2", "iceberg-spark-runtime-4.1_2.13:1.11.0", "hadoop-aws:3.4.2", "awssdk:bundle:2.29.52")]
    public void Coordinates_fit_the_Spark_Scala_and_Hadoop_there_is(string spark, string scala, string hadoop, params string[] coordinates)
    {
        var missing = string.Join('\n', NeededJars.Missing(Installation(spark, scala, hadoop), SparkCatalogForm.Rest, []));

        Assert.All(coordinates, coordinate => Assert.Contains(coordinate, missing, StringComparison.Ordinal));
        Assert.DoesNotContain("s3-tables-catalog", missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Icebergs_jar_for_another_Spark_does_not_count_and_is_named()
    {
        var missing = NeededJars.Missing(Installation("4.0.1", "2.13", "3.4.1", "iceberg-spark-runtime-3.5_2.12-1.9.2.jar"), SparkCatalogForm.Rest, []);

        Assert.Contains(missing, jar => jar.Contains("iceberg-spark-runtime-4.0_2.13:1.9.2", StringComparison.Ordinal) && jar.Contains("iceberg-spark-runtime-3.5_2.12-1.9.2.jar is for another Spark", StringComparison.Ordinal));
    }

    [Fact]
    public void Jars_and_packages_that_the_job_brings_count()
    {
        string[] brought = ["org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.10.0", "s3a://jars/iceberg-aws-bundle-1.10.0.jar", "org.apache.hadoop:hadoop-aws:3.3.4", "com.amazonaws:aws-java-sdk-bundle:1.12.262"];

        Assert.Empty(NeededJars.Missing(Installation("3.5.3", "2.12", "3.3.4"), SparkCatalogForm.Rest, brought));
        Assert.Contains("s3-tables-catalog-for-iceberg-runtime", Assert.Single(NeededJars.Missing(Installation("3.5.3", "2.12", "3.3.4"), SparkCatalogForm.S3Tables, brought)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$(rm -rf)", "'$(rm -rf)'")]
    [InlineData("", "''")]
    public void A_shown_line_can_be_pasted_into_a_shell(string argument, string quoted) => Assert.Equal($"spark-submit {quoted}", CommandLine.Of("spark-submit", [argument]));

    [Fact]
    public void What_a_manifest_says_reaches_spark_submit_with_the_strength_it_has_on_a_cluster()
    {
        var manifest = SparkApplicationReader.ReadYaml("""
            apiVersion: sparkoperator.k8s.io/v1beta2
            kind: SparkApplication
            metadata: { name: n }
            spec:
              type: Python
              mainApplicationFile: local:///job.py
              deps: { packages: [a:b:1], excludePackages: ["c:d"], repositories: ["https://repo.example"], archives: ["s3a://x/env.tar.gz#env"] }
              sparkConf: { spark.hadoop.fs.a: weak, spark.driver.memory: 1g, spark.driver.extraJavaOptions: -Dweak, spark.x: own }
              hadoopConf: { fs.a: strong }
              driver: { memory: 2g, javaOptions: -Dstrong }
            """u8).Application!;
        var definition = new JobDefinition { Kind = JobKind.SparkApplication, TableBucket = "", Application = manifest };
        var settings = SparkSettings.For(Samples.Platform(PlatformTarget.Embedded), new("id", null, null));

        var command = SparkSubmitCommand.For(definition, SparkSubmitFiles.Shown("runner.py"), settings, Samples.Options(), new Dictionary<string, string> { ["spark.x"] = "site", ["spark.y"] = "site" }, 10);

        var line = string.Join(' ', command.Arguments);
        foreach (var option in new[] { "--packages a:b:1", "--exclude-packages c:d", "--repositories https://repo.example", "--archives s3a://x/env.tar.gz#env" }) Assert.Contains(option, line, StringComparison.Ordinal);
        Assert.Equal(
            ("strong", "2g", "-Dstrong", "own", "site"),
            (command.Properties["spark.hadoop.fs.a"], command.Properties["spark.driver.memory"], command.Properties["spark.driver.extraJavaOptions"], command.Properties["spark.x"], command.Properties["spark.y"]));
    }

    [Fact]
    public void Spark_is_where_SPARK_HOME_says_else_on_PATH_also_behind_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has spark-submit.cmd.");
        using var spark = new FakeSpark();
        using var folder = new TempFolder();
        var program = Path.Combine(spark.Home, "bin", "spark-submit");
        File.CreateSymbolicLink(folder.Sub("spark-submit"), program);
        var onPath = new SparkSubmitOptions { Folder = folder.Path, SearchPath = $"/no/such{Path.PathSeparator}{folder.Path}" };

        Assert.Equal(folder.Sub("spark-submit"), SparkPrograms.Find(onPath));
        Assert.Equal(spark.Home, SparkPrograms.HomeOf(SparkPrograms.Find(onPath)!));
        Assert.Equal(program, SparkPrograms.Find(onPath with { SparkHome = spark.Home }));
        // A wrong SPARK_HOME is told, not worked around.
        Assert.Null(SparkPrograms.Find(onPath with { SparkHome = "/no/such" }));
        Assert.Null(SparkPrograms.Find(onPath with { SearchPath = null }));
    }

    [Fact]
    public void The_last_lines_are_known_also_where_an_earlier_start_took_them_over()
    {
        using var folder = new TempFolder();
        var file = folder.Sub("output.log");
        File.WriteAllText(file, "first\nValueError: no column salary\n");

        var tail = new OutputTail(file, new FileInfo(file).Length);

        Assert.Null(tail.Take(isEnded: true));
        Assert.Equal(["first", "ValueError: no column salary"], tail.LastLines);
    }

    private static SparkInstallation Installation(string spark, string scala, string hadoop, params string[] jars) =>
        new("/spark/bin/spark-submit", "/spark", Version.Parse(spark), scala, Version.Parse(hadoop), "/spark/jars", jars, new Dictionary<string, string>());
}
