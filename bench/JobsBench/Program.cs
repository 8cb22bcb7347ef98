using System.CommandLine;
using Floe.JobsBench.Accepting;
using Floe.JobsBench.Cluster;
using Floe.JobsBench.Followers;
using Floe.JobsBench.Load;
using Floe.JobsBench.Operator;

var root = new RootCommand("Measures the job service over HTTP; without a command: accept, dispatch, list. Build with -c Release.")
{
    OperatorCommand.Make(),
    FollowersCommand.Make(),
    LoadCommand.Make(),
    ClusterCommand.Make(),
};
AcceptingCommands.AddTo(root);
// Time to end the child processes.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
