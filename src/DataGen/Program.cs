using Floe.DataGen;
using Floe.ServiceDefaults.Startup;

return await ProgramRunner.RunAsync(() => DataGenHost.Build(args).RunAsync());
