using System.CommandLine;
using Floe.S3TablesBench.Measures;
using Floe.S3TablesBench.Peers;

var root = new RootCommand("Measures the S3 Tables service beside its peers, in one run on one machine. Build with -c Release.")
{
    ObjectsBench.Command(),
    ListBench.Command(),
    TablesBench.Command(),
    CommitsBench.Command(),
    UploadBench.Command(),
    StartBench.Command(),
    BareKestrel.Command(),
};
return await root.Parse(args).InvokeAsync();
