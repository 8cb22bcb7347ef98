using Floe.JobService.Engines.SparkSubmit.Supervision;
using Floe.JobService.Hosting;
using Floe.ServiceDefaults.Startup;

if (args is [Supervisor.Command, var folder]) return await Supervisor.RunAsync(folder);

return await ProgramRunner.RunAsync(async () =>
{
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(args).Build();
    await using var service = await JobServiceHost.StartAsync(JobServiceConfiguration.Read(configuration), configuration);
    await service.WaitForShutdownAsync();
});
