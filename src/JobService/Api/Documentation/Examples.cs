namespace Floe.JobService.Api.Documentation;

/// <summary>Bodies that the service accepts as they are, for people to begin with.</summary>
internal static class Examples
{
    public const string Job =
        """
        {"kind":"sql","name":"load","tableBucket":"my-tables","script":"SELECT 1 AS one","labels":{"team":"etl"},"priority":5,"retry":{"maxAttempts":3}}
        """;

    public const string Manifest =
        """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata:
          name: employees
          annotations:
            floe/table-bucket: my-tables
        spec:
          type: Python
          mode: cluster
          sparkVersion: "3.5.3"
          mainApplicationFile: s3a://my-data/scripts/employees.py
          driver: {cores: 1, memory: 512m}
          executor: {instances: 2, memory: 1g}
        """;

    public const string Queue = """{"weight":2,"maxRunning":4,"maxQueued":100}""";

    public const string Schedule =
        """
        {"cron":"0 6 * * MON-FRI","timeZone":"Europe/Berlin","concurrency":"Forbid","keepSucceeded":10,"job":{"kind":"sql","tableBucket":"my-tables","script":"SELECT 1 AS one"}}
        """;

    public const string Template =
        """
        {"description":"One day's rows","parameters":[{"name":"day","type":"string"},{"name":"priority","type":"integer","default":0}],"job":{"kind":"sql","name":"load {{day}}","tableBucket":"my-tables","script":"SELECT '{{day}}'","priority":"{{priority}}"}}
        """;

    public const string TemplateJob = """{"parameters":{"day":"2026-01-31"}}""";

    public const string Webhook = """{"url":"https://example.com/floe","states":["Succeeded","Failed"]}""";

    public const string Key = """{"owner":"etl","scopes":["submit","read"]}""";

    public const string Sql = """{"sql":"SELECT 1 AS one","maxRows":100}""";
}
