using Floe.AppHost.Aws;
using Floe.AppHost.Commands;
using Floe.AppHost.Platform;
using Floe.ServiceDefaults;
using Floe.ServiceDefaults.Startup;

return await ProgramRunner.RunAsync(() => Compose(args).RunAsync());

static DistributedApplication Compose(string[] args)
{
    var builder = DistributedApplication.CreateBuilder(args);
    var platform = builder.AddPlatform();

    // The ports are those of `floe up`, so that an AWS CLI set up for the one works with the other.
    var s3tables = builder.AddProject<Projects.S3Tables>("s3tables")
        .WithHttpEndpoint(port: 4580)
        .WithPlatform(platform)
        .WithDataFolder(platform, "S3Tables__DataFolder")
        .WithHttpHealthCheck(HealthEndpoints.Ready)
        .WithUrlForEndpoint("http", url => url.DisplayText = "S3, S3 Tables, Iceberg REST")
        .WithIconName("Database");

    builder.AddProject<Projects.DataGen>("datagen")
        .WithHttpEndpoint()
        .WithPlatform(platform)
        .WithAwsServices(s3tables)
        .WaitFor(s3tables)
        .WithHttpHealthCheck(HealthEndpoints.Ready)
        .WithGenerateDataCommand()
        .WithIconName("TableAdd");

    builder.AddProject<Projects.JobService>("jobservice")
        .WithHttpEndpoint(port: 4581)
        .WithPlatform(platform)
        .WithAwsServices(s3tables)
        .WithDataFolder(platform, "JobService__DataFolder")
        .WaitFor(s3tables)
        .WithHttpHealthCheck(HealthEndpoints.Ready)
        .WithEmployeesJobCommand(s3tables)
        .WithUrlForEndpoint("http", url => url.DisplayText = "Job service")
        .WithIconName("PlayCircle");

    return builder.Build();
}
