using System.Diagnostics;
using System.Net;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Spark;

public sealed class SparkSubmitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_with_its_arguments_and_its_output_is_the_log()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("ok.py", "import sys\nprint('args', sys.argv[1:])\nprint('to stderr', file=sys.stderr)\n");
        await using var service = await SparkService.StartAsync(spark);

        var ended = await service.EndOfAsync((await service.SubmitAsync(job, "--input", "s3://data/a b")).Id);

        Assert.Equal((JobState.Succeeded, "spark-submit"), (ended.State, ended.Engine));
        var log = await service.LogAsync(ended.Id);
        Assert.Contains("args ['--input', 's3://data/a b']", log, StringComparison.Ordinal);
        Assert.Contains("to stderr", log, StringComparison.Ordinal);
        Assert.Contains("--master 'local[*]'", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_in_a_file_for_the_owner_alone_and_gone_when_the_run_is_over()
    {
        using var spark = new FakeSpark();
        spark.Defaults("# site\nspark.ui.enabled   false\nspark.app.color=blue\n");
        var job = spark.Job("conf.py", "import os\np = os.environ['PROPERTIES']\nprint('mode', oct(os.stat(p).st_mode & 0o777), oct(os.stat(os.path.dirname(p)).st_mode & 0o777))\nprint(open(p).read())\nprint('file', p)\n");
        await using var service = await SparkService.StartAsync(spark);

        var definition = SparkService.Job(job) with { Spark = new() { MainFile = job, SparkConf = new Dictionary<string, string> { ["spark.app.color"] = "é red", ["spark.x=y"] = "a\\b\nc" } } };
        var ended = await service.EndOfAsync((await service.Client.SubmitAsync(definition, cancellationToken: Cancel)).Id);

        var log = await service.LogAsync(ended.Id);
        Assert.Contains("mode 0o600 0o700", log, StringComparison.Ordinal);
        Assert.Contains($"spark.sql.catalog.s3tablesbucket.warehouse={Samples.BucketArn}", log, StringComparison.Ordinal);
        Assert.Contains("spark.ui.enabled=false", log, StringComparison.Ordinal);
        Assert.Contains(@"spark.app.color=\u00e9 red", log, StringComparison.Ordinal);
        Assert.Contains(@"spark.x\=y=a\\b\nc", log, StringComparison.Ordinal);
        Assert.False(File.Exists(log.Split("file ")[^1].Split('\n')[0]));
    }

    [Fact]
    public async Task Credentials_are_in_the_environment_and_nowhere_else()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("secret.py", """
            import os
            ppid = os.getppid()
            line = lambda pid: open(f'/proc/{pid}/cmdline').read() if os.path.exists('/proc') else ''
            print('has it', len(os.environ['AWS_SECRET_ACCESS_KEY']), 'setting' if 'JobService__Anything' in os.environ else 'no settings')
            print('in a line', os.environ['AWS_SECRET_ACCESS_KEY'] in line(os.getpid()) + line(ppid))
            files = [os.path.join(root, name) for root, _, names in os.walk(os.getcwd()) for name in names]
            print('in a file', any(os.environ['AWS_SECRET_ACCESS_KEY'] in open(file, errors='replace').read() for file in files))
            print('printed', os.environ['AWS_SECRET_ACCESS_KEY'])
            """);
        await using var service = await SparkService.StartAsync(spark);

        var ended = await service.EndOfAsync((await service.SubmitAsync(job)).Id);

        var log = await service.LogAsync(ended.Id);
        Assert.Contains($"has it {SparkService.Secret.Length} no settings", log, StringComparison.Ordinal);
        Assert.Contains("in a line False", log, StringComparison.Ordinal);
        Assert.Contains("in a file False", log, StringComparison.Ordinal);
        Assert.Contains("printed ***", log, StringComparison.Ordinal);
        Assert.DoesNotContain(SparkService.Secret, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_has_the_exit_code_and_the_last_error_as_its_reason()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("fails.py", "print('begin')\nraise ValueError('no column salary')\n");
        await using var service = await SparkService.StartAsync(spark);

        var ended = await service.EndOfAsync((await service.SubmitAsync(job)).Id);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Equal("spark-submit ended with exit code 1: ValueError: no column salary", ended.Reason);
    }

    [Fact]
    public async Task A_credential_in_the_last_line_is_not_in_the_reason()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("tells.py", "import os\nraise ValueError('refused for ' + os.environ['AWS_SECRET_ACCESS_KEY'])\n");
        await using var service = await SparkService.StartAsync(spark);

        var ended = await service.EndOfAsync((await service.SubmitAsync(job)).Id);

        Assert.Equal("spark-submit ended with exit code 1: ValueError: refused for ***", ended.Reason);
    }

    [Fact]
    public async Task What_else_lies_beside_the_files_of_runs_does_not_touch_an_outcome()
    {
        using var spark = new FakeSpark();
        using var data = new TempFolder();
        Directory.CreateDirectory(Path.Combine(data.Path, "spark-submit", "broken"));
        await File.WriteAllTextAsync(Path.Combine(data.Path, "spark-submit", "broken", "exit.json"), "{", Cancel);
        // Its service went down before anything had begun.
        var abandoned = Directory.CreateDirectory(Path.Combine(data.Path, "spark-submit", "abandoned"));
        abandoned.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-2);
        await using var service = await SparkService.StartAsync(spark, data.Path);

        var ended = await service.EndOfAsync((await service.SubmitAsync(spark.Job("ok.py", "print('ok')\n"))).Id);

        Assert.Equal((JobState.Succeeded, null), (ended.State, ended.Reason));
        Assert.False(Directory.Exists(abandoned.FullName));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_run_leaves_behind_ends_with_it(bool cancelled)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no process groups.");
        using var spark = new FakeSpark();
        var job = spark.Job("leaves.py", $$"""
            import signal, subprocess, sys, time
            child = subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print("deaf", flush=True); time.sleep(600)'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            child.stdout.readline()
            print('child', child.pid, flush=True)
            time.sleep({{(cancelled ? 600 : 0)}})
            """);
        await using var service = await SparkService.StartAsync(spark);
        var id = (await service.SubmitAsync(job)).Id;
        await service.UntilLogAsync(id, "child ");

        if (cancelled) await service.Client.CancelAsync(id, Cancel);

        Assert.Equal(cancelled ? JobState.Cancelled : JobState.Succeeded, (await service.EndOfAsync(id)).State);
        var pid = ChildIn(await service.LogAsync(id));
        // The exit code is there a moment before the rest of the group is gone.
        while (IsAlive(pid)) await Task.Yield();
    }

    [Fact]
    public async Task A_main_file_that_would_be_an_option_is_refused()
    {
        using var spark = new FakeSpark();
        await using var service = await SparkService.StartAsync(spark);

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.SubmitAsync("--conf=spark.jars=http://elsewhere/x.jar", "s3a://data/job.py"));

        Assert.Equal("$.spark.mainFile", Assert.Single(refused.Problem!.Errors!).Field);
    }

    [Fact]
    public async Task A_SQL_job_that_names_the_engine_runs_through_the_runner_and_has_its_result()
    {
        using var spark = new FakeSpark();
        await using var service = await SparkService.StartAsync(spark);

        var job = await service.Client.SubmitAsync(
            new() { TableBucket = Samples.BucketArn, Engine = "spark-submit", Script = "SELECT ${n} -- é", Variables = new Dictionary<string, string> { ["n"] = "7" }, MaxRejectedRows = 3 }, cancellationToken: Cancel);
        var ended = await service.EndOfAsync(job.Id);

        Assert.Equal((JobState.Succeeded, "spark-submit"), (ended.State, ended.Engine));
        Assert.Contains("runner SELECT ${n} -- é ['--catalog', 's3tablesbucket', '--var', 'n=7', '--max-rejected-rows', '3', '--max-rows', '1000', '--output']", await service.LogAsync(job.Id), StringComparison.Ordinal);
        Assert.Equal(7, Convert.ToInt32((await service.Client.ResultAsync(job.Id, Cancel))!.Rows[0][0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_SQL_job_that_names_no_engine_stays_with_the_built_in_one()
    {
        using var spark = new FakeSpark();
        await using var service = await SparkService.StartAsync(spark);

        var job = await service.Client.SubmitAsync(new() { TableBucket = "lake", Script = "SELECT 1" }, cancellationToken: Cancel);

        Assert.Equal("embedded", job.Engine);
    }

    [Fact]
    public async Task A_cancel_asks_the_whole_group_to_end()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("polite.py", """
            import signal, subprocess, sys, time
            child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
            print('child', child.pid, flush=True)
            signal.signal(signal.SIGTERM, lambda *_: (print('clearing up', flush=True), sys.exit(0)))
            time.sleep(600)
            """);
        await using var service = await SparkService.StartAsync(spark);
        var id = (await service.SubmitAsync(job)).Id;
        await service.UntilLogAsync(id, "child ");

        await service.Client.CancelAsync(id, Cancel);
        var ended = await service.EndOfAsync(id);

        Assert.Equal(JobState.Cancelled, ended.State);
        var log = await service.LogAsync(id);
        Assert.Contains("clearing up", log, StringComparison.Ordinal);
        AssertGone(log);
    }

    [Fact]
    public async Task A_job_that_does_not_end_when_asked_is_killed_after_the_grace()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("stubborn.py", """
            import signal, subprocess, sys, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            child = subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)'])
            print('child', child.pid, flush=True)
            time.sleep(600)
            """);
        await using var service = await SparkService.StartAsync(spark);
        var id = (await service.SubmitAsync(job)).Id;
        await service.UntilLogAsync(id, "child ");

        await service.Client.CancelAsync(id, Cancel);

        Assert.Equal(JobState.Cancelled, (await service.EndOfAsync(id)).State);
        AssertGone(await service.LogAsync(id));
    }

    [Fact]
    public async Task A_time_limit_ends_the_processes()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("long.py", "import time\nprint('child 0', flush=True)\ntime.sleep(600)\n");
        await using var service = await SparkService.StartAsync(spark);

        var ended = await service.EndOfAsync((await service.Client.SubmitAsync(SparkService.Job(job) with { TimeoutSeconds = 2 }, cancellationToken: Cancel)).Id);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("time limit", ended.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Spark_a_submit_is_refused_with_the_ways_to_get_it()
    {
        await using var service = await SparkService.StartAsync(spark: null);

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.SubmitAsync("s3://data/job.py"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var error = Assert.Single(refused.Problem!.Errors!);
        Assert.Equal("$.kind", error.Field);
        Assert.Contains("SPARK_HOME is '/no/such/spark'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Platform:Target", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("SQL", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_jars_are_named_with_their_coordinates_and_the_folder()
    {
        using var spark = new FakeSpark(without: ["iceberg-aws-bundle-1.10.0.jar", "hadoop-aws-3.3.4.jar", "aws-java-sdk-bundle-1.12.262.jar"]);
        await using var service = await SparkService.StartAsync(spark);

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.SubmitAsync("s3://data/job.py"));

        var remedy = Assert.Single(refused.Problem!.Errors!).Remedy;
        Assert.Contains("org.apache.iceberg:iceberg-aws-bundle:1.10.0", remedy, StringComparison.Ordinal);
        Assert.Contains("org.apache.hadoop:hadoop-aws:3.3.4", remedy, StringComparison.Ordinal);
        Assert.Contains("com.amazonaws:aws-java-sdk-bundle:1.12.262", remedy, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(spark.Home, "jars"), remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_Spark_a_relative_path_and_Kubernetes_secrets_are_told_together()
    {
        using var spark = new FakeSpark(version: "3.1.2");
        await using var service = await SparkService.StartAsync(spark);
        var definition = SparkService.Job("job.py") with { Engine = "spark-submit", Spark = new() { MainFile = "job.py", SecretEnv = new Dictionary<string, SparkSecretKey> { ["A"] = new("s", "k") } } };

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.Client.SubmitAsync(definition, cancellationToken: Cancel));

        Assert.Equal(["$.engine", "$.spark.mainFile", "$.spark.secretEnv"], refused.Problem!.Errors!.Select(error => error.Field).Order());
    }

    [Fact]
    public async Task Output_without_a_line_end_very_long_lines_and_bytes_that_are_no_text_are_kept()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("odd.py", "import sys\nout = sys.stdout.buffer\nout.write(b'#' * 100_000 + b'\\n')\nout.write(b'\\xff\\xfe\\n')\nout.write(b'the end')\n");
        await using var service = await SparkService.StartAsync(spark);

        var ended = await service.EndOfAsync((await service.SubmitAsync(job)).Id);

        Assert.Equal(JobState.Succeeded, ended.State);
        var log = await service.LogAsync(ended.Id);
        Assert.Equal(100_000, log.Count(letter => letter == '#'));
        Assert.Contains("\uFFFD\uFFFD", log, StringComparison.Ordinal);
        Assert.Contains("the end", log, StringComparison.Ordinal);
    }

    private static void AssertGone(string log) => Assert.False(IsAlive(ChildIn(log)));

    private static int ChildIn(string log) => int.Parse(log.Split("child ")[1].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsAlive(int pid)
    {
        // A process whose parent is gone too is reaped by init, in its own time: dead is dead.
        if (File.Exists($"/proc/{pid}/stat")) return File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1][0] is not ('Z' or 'X');
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
