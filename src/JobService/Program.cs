using Floe.JobService.Hosting;
using Floe.ServiceDefaults.Startup;

return await ProgramRunner.RunAsync(async () =>
{
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(args).Build();
    await using var service = await JobServiceHost.StartAsync(JobServiceConfiguration.Read(configuration), configuration);
    await service.WaitForShutdownAsync();
});
