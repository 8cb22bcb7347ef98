using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.AppHost.Tests;

/// <summary>The topology as it is declared; nothing is started.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder _builder = null!;

    public async ValueTask InitializeAsync() =>
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--Platform:DataFolder=/data"], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _builder.DisposeAsync();

    [Fact]
    public void There_are_the_three_services() =>
        Assert.Equal(["datagen", "jobservice", "s3tables"], _builder.Resources.OfType<ProjectResource>().Select(resource => resource.Name).Order());

    [Theory]
    [InlineData("s3tables")]
    [InlineData("datagen")]
    [InlineData("jobservice")]
    public void Every_service_has_one_http_endpoint_and_a_health_check_on_it(string name)
    {
        var endpoint = Assert.Single(Find(name).Annotations.OfType<EndpointAnnotation>());
        Assert.Equal(("http", "http"), (endpoint.Name, endpoint.UriScheme));
        Assert.Equal($"{name}_http_/health_200_check", Assert.Single(Find(name).Annotations.OfType<HealthCheckAnnotation>()).Key);
    }

    [Theory]
    [InlineData("s3tables", 4580)]
    [InlineData("jobservice", 4581)]
    public void The_ports_are_those_of_floe_up(string name, int port) =>
        Assert.Equal(port, Assert.Single(Find(name).Annotations.OfType<EndpointAnnotation>()).Port);

    [Theory]
    [InlineData("datagen")]
    [InlineData("jobservice")]
    public void Who_uses_the_lake_waits_until_it_is_healthy_and_shows_that_it_does(string name)
    {
        var wait = Assert.Single(Find(name).Annotations.OfType<WaitAnnotation>());
        Assert.Equal(("s3tables", WaitType.WaitUntilHealthy), (wait.Resource.Name, wait.WaitType));
        Assert.Contains(Find(name).Annotations.OfType<ResourceRelationshipAnnotation>(), relation => relation is { Type: "Reference", Resource.Name: "s3tables" });
    }

    [Theory]
    [InlineData("datagen")]
    [InlineData("jobservice")]
    public async Task Who_uses_the_lake_has_the_SDKs_own_variables(string name)
    {
        var environment = await EnvironmentAsync(name);
        Assert.Equal("http://{s3tables.bindings.http.host}:{s3tables.bindings.http.port}", environment["AWS_ENDPOINT_URL_S3"]);
        Assert.Equal(environment["AWS_ENDPOINT_URL_S3"], environment["AWS_ENDPOINT_URL_S3TABLES"]);
        Assert.Equal(("us-east-1", "test", "test"), (environment["AWS_REGION"], environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]));
    }

    [Theory]
    [InlineData("s3tables", "S3Tables__DataFolder")]
    [InlineData("jobservice", "JobService__DataFolder")]
    public async Task Who_keeps_data_has_a_folder_of_its_own(string name, string variable) =>
        Assert.Equal(Path.GetFullPath(Path.Combine("/data", name)), (await EnvironmentAsync(name))[variable]);

    [Theory]
    [InlineData("s3tables")]
    [InlineData("datagen")]
    [InlineData("jobservice")]
    public async Task Every_service_knows_the_target(string name) => Assert.Equal("Embedded", (await EnvironmentAsync(name))["Platform__Target"]);

    [Theory]
    [InlineData("datagen", "generate", "Generate data", "rows=100 seed=42")]
    [InlineData("jobservice", "run-employees-job", "Run the employees job", "tableBucket=doeks-spark-on-eks-s3table input=s3://floe-data/s3table-example/input/")]
    public void Commands_come_with_arguments_that_work_as_they_are(string resource, string name, string displayName, string arguments)
    {
        var command = Assert.Single(Find(resource).Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name == name);
        Assert.Equal(displayName, command.DisplayName);
        Assert.True(command.IsHighlighted);
        Assert.Equal(arguments, string.Join(' ', command.Arguments.Select(argument => $"{argument.Name}={argument.Value}")));
    }

    private IResource Find(string name) => _builder.Resources.Single(resource => resource.Name == name);

    /// <summary>As publishing sees it: expressions in place of ports that only a run gives out.</summary>
    private async Task<Dictionary<string, string>> EnvironmentAsync(string name)
    {
        await using var services = _builder.Services.BuildServiceProvider();
        var publishing = new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Publish) { Services = services };
        var configuration = await ExecutionConfigurationBuilder.Create(Find(name))
            .WithEnvironmentVariablesConfig()
            .BuildAsync(new(publishing), cancellationToken: TestContext.Current.CancellationToken);
        return new(configuration.EnvironmentVariables);
    }
}
