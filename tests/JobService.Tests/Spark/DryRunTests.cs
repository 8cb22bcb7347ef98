using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Tests.Spark;

public sealed class DryRunTests
{
    private const string Manifest = """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata: {name: taxi, annotations: {floe/table-bucket: "arn:aws:s3tables:us-east-1:000000000000:bucket/lake"}}
        spec: {mainApplicationFile: s3a://data/taxi.py, sparkVersion: "3.5.3", driver: {memory: 2g}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_PySpark_job_shows_the_line_with_placeholders_for_secrets_and_nothing_is_stored()
    {
        using var spark = new FakeSpark();
        var job = spark.Job("a.py", "");
        await using var service = await SparkService.StartAsync(spark);
        var definition = SparkService.Job(job, "--in", "a b") with { Spark = new() { MainFile = job, Arguments = ["--in", "a b"], SparkConf = new Dictionary<string, string> { ["spark.hadoop.fs.s3a.secret.key"] = "hush" } } };

        using var response = await PostAsync(service, JsonContent.Create(definition, JobsWire.Json.JobDefinition));
        var text = await response.Content.ReadAsStringAsync(Cancel);
        var result = await response.Content.ReadFromJsonAsync(JobsWire.Json.DryRunResult, Cancel);

        Assert.Equal(("spark-submit", true), (result!.Engine, result.Valid));
        Assert.EndsWith($"{job} --in 'a b'", result.Command, StringComparison.Ordinal);
        Assert.Equal("***", result.Properties!["spark.hadoop.fs.s3a.secret.key"]);
        Assert.Equal("***", result.Environment!["AWS_SECRET_ACCESS_KEY"]);
        Assert.Equal(Samples.BucketArn, result.Properties["spark.sql.catalog.s3tablesbucket.warehouse"]);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.DoesNotContain(SparkService.Secret, text, StringComparison.Ordinal);
        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task What_would_be_refused_is_told_beside_what_would_run()
    {
        await using var service = await SparkService.StartAsync(spark: null);

        using var response = await PostAsync(service, JsonContent.Create(SparkService.Job("s3://data/a.py"), JobsWire.Json.JobDefinition));
        var result = await response.Content.ReadFromJsonAsync(JobsWire.Json.DryRunResult, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(result!.Valid);
        Assert.Equal("$.kind", Assert.Single(result.Errors).Field);
        Assert.StartsWith("spark-submit --master", result.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_comes_back_completed_as_YAML_that_reads_again()
    {
        await using var service = await SparkService.StartAsync(spark: null);

        using var response = await PostAsync(service, Yaml(Manifest), "application/yaml");
        var text = await response.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal("application/yaml", response.Content.Headers.ContentType!.MediaType);
        var application = SparkApplicationReader.ReadYaml(text).Application!;
        Assert.Equal($"taxi-{DryRunResult.NoJob}", application.Metadata.Name);
        Assert.Equal(("Python", "2g", "1g"), (application.Spec.Type, application.Spec.Driver!.Memory, application.Spec.Executor!.Memory));
        Assert.Equal(Samples.BucketArn, application.Spec.SparkConf!["spark.sql.catalog.s3tablesbucket.warehouse"]);
        Assert.Contains("# would be refused", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_for_the_operator_is_shown_also_where_none_is_set_up()
    {
        await using var service = await SparkService.StartAsync(spark: null);
        var definition = SparkService.Job("s3://data/a.py") with { Engine = "spark-operator" };

        using var response = await PostAsync(service, JsonContent.Create(definition, JobsWire.Json.JobDefinition));
        var result = await response.Content.ReadFromJsonAsync(JobsWire.Json.DryRunResult, Cancel);

        Assert.Equal("s3a://data/a.py", result!.Application!.Spec.MainApplicationFile);
        Assert.Null(result.Command);
    }

    [Fact]
    public async Task SQL_for_the_built_in_engine_has_nothing_to_show_but_its_engine()
    {
        await using var service = await SparkService.StartAsync(spark: null);

        var (text, isValid) = await service.Client.DryRunAsync(new() { TableBucket = "lake", Script = "SELECT 1" }, asJson: true, Cancel);

        Assert.True(isValid);
        Assert.Contains("\"engine\":\"embedded\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake"}""", "$.spark.mainFile")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","script":"S","spark":{"mainFile":"s3://a/b"}}""", "$.script")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","spark":{"mainFile":"s3://a/b","driver":{"memory":"4Gi"}}}""", "$.spark.driver.memory")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","spark":{"mainFile":"s3://a/b","driver":{"cores":0}}}""", "$.spark.driver.cores")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","spark":{"mainFile":"s3://a/b","executor":{"size":1}}}""", "$.spark.executor.size")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","spark":{"mainFile":"s3://a/b","sparkConf":{"spark.master":"yarn"}}}""", "$.spark.sparkConf['spark.master']")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","spark":{"mainFile":"s3://a/b","secretEnv":{"A":{"secret":"s"}}}}""", "$.spark.secretEnv['A'].key")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","spark":{"mainFile":"s3://a/b","volumes":[{"name":"v","mountPath":"/v"}]}}""", "$.spark.volumes[0]")]
    [InlineData("""{"kind":"pyspark","tableBucket":"lake","spark":[1]}""", "$.spark")]
    [InlineData("""{"kind":"sql","tableBucket":"lake","script":"S","spark":{"driver":{}}}""", "$.spark")]
    [InlineData("""{"kind":"sparkApplication"}""", "$.application")]
    [InlineData("""{"kind":"sparkApplication","application":{"apiVersion":"sparkoperator.k8s.io/v1beta2","kind":"SparkApplication","spec":{"mainApplicationFile":"local:///a.py","driver":{"memory":"1"}}}}""", "$.application.spec.driver.memory")]
    [InlineData("""{"apiVersion":"sparkoperator.k8s.io/v1beta2","kind":"SparkApplication","spec":{}}""", "$.spec.mainApplicationFile")]
    [InlineData("""{"apiVersion":"sparkoperator.k8s.io/v1beta2","kind":"SparkApplication","metadata":{"annotations":{"floe/table-bucket":"Not One"}},"spec":{"mainApplicationFile":"local:///a.py"}}""", "$.metadata.annotations['floe/table-bucket']")]
    public async Task A_wrong_member_is_named_by_its_path(string json, string field)
    {
        await using var service = await SparkService.StartAsync(spark: null);

        using var response = await PostAsync(service, new StringContent(json, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.Content.ReadFromJsonAsync(JobsWire.Json.Problem, Cancel))!.Errors!).Field);
    }

    [Fact]
    public async Task A_schedule_of_the_operator_is_refused_with_the_way_to_the_services_own()
    {
        await using var service = await SparkService.StartAsync(spark: null);

        using var response = await service.Http.PostAsync("api/v1/jobs", Yaml(Manifest.Replace("kind: SparkApplication", "kind: ScheduledSparkApplication", StringComparison.Ordinal)), Cancel);
        var error = Assert.Single((await response.Content.ReadFromJsonAsync(JobsWire.Json.Problem, Cancel))!.Errors!);

        Assert.Equal((HttpStatusCode.BadRequest, "$.kind"), (response.StatusCode, error.Field));
        Assert.Contains("PUT /api/v1/schedules/", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timeToLiveSeconds: 600", "600")]
    [InlineData("imagePullPolicy: Never", "86400")]
    public async Task The_time_to_live_is_shown_as_the_service_counts_it_and_reads_again(string line, string seconds)
    {
        await using var service = await SparkService.StartAsync(spark: null);
        using var response = await PostAsync(service, Yaml(Manifest.Replace("driver:", $"{line}, driver:", StringComparison.Ordinal)), "application/yaml");

        var application = SparkApplicationReader.ReadYaml(await response.Content.ReadAsByteArrayAsync(Cancel)).Application!;

        Assert.Null(application.Spec.TimeToLiveSeconds);
        Assert.Equal(seconds, application.Metadata.Annotations!["floe/time-to-live-seconds"]);
        using var again = await PostAsync(service, Yaml(await response.Content.ReadAsStringAsync(Cancel)), "application/yaml");
        Assert.Contains($"floe/time-to-live-seconds: \"{seconds}\"", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submitted_manifest_is_stored_as_it_came_and_the_same_key_gives_the_same_job()
    {
        using var spark = new FakeSpark();
        await using var service = await SparkService.StartAsync(spark);

        var job = await service.Client.SubmitManifestAsync(Manifest.Replace("s3a://data/taxi.py", spark.Job("taxi.py", "print('ran')"), StringComparison.Ordinal), "k", Cancel);
        var again = await service.Client.SubmitManifestAsync(Manifest.Replace("s3a://data/taxi.py", Path.Combine(spark.Home, "taxi.py"), StringComparison.Ordinal), "k", Cancel);

        Assert.Equal(job.Id, again.Id);
        Assert.Equal(("taxi", JobKind.SparkApplication, "spark-submit"), (job.Name, job.Definition.Kind, job.Engine));
        Assert.Equal("2g", job.Definition.Application!.Spec.Driver!.Memory);
        Assert.Equal(JobState.Succeeded, (await service.EndOfAsync(job.Id)).State);
        Assert.Contains("ran", await service.LogAsync(job.Id), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(SparkService service, HttpContent content, string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs?dryRun=true") { Content = content };
        if (accept is not null) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return service.Http.SendAsync(request, Cancel);
    }

    private static StringContent Yaml(string yaml) => new(yaml, Encoding.UTF8, "application/yaml");
}
