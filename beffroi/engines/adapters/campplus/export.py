"""Makes ``campplus.int8.onnx`` from the publisher's PyTorch file: run once, on a developer's machine.

    python beffroi/engines/adapters/campplus/export.py campplus_cn_en_common.pt campplus.int8.onnx

Needs torch, onnx and onnxruntime, none of which the product installs for this. The network is the published
CAM++ (Wang et al., Interspeech 2023, arXiv:2303.00332): a small 2-D residual front, then a densely connected
TDNN whose layers are masked by their context, statistics pooling and a 192-value print. Batch normalisations
are folded into the convolutions, and the weights stored as int8 with one scale an output channel and brought
back to float32 when the session loads: 7 MB instead of 28, with the arithmetic of the original.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np

SOURCE_SHA256 = "92f29b94e6948786a26778c9e302525d185bb08c8b9f5252ed98776902840199"
BLOCKS = ((12, 1), (24, 2), (16, 2))
"""Layers and dilation of each dense block."""
EPSILON = 1e-5
MAX_FRAMES = 200
"""Up to 2 s the context of a layer is the mean of the whole window (the segments of 100 half-rate frames of
the paper are then one), so that this simpler graph is exact; a longer window must be cut."""


def build_network(state: dict[str, Any]) -> Any:
    """The network as a torch module reading its weights in ``state``: (batch, frames, 80) -> (batch, 192)."""
    import torch
    from torch.nn import functional as F

    def norm(name: str) -> tuple[Any, Any]:
        scale = 1.0 / torch.sqrt(state[f"{name}.running_var"] + EPSILON)
        if f"{name}.weight" in state:
            scale = scale * state[f"{name}.weight"]
        shift = -state[f"{name}.running_mean"] * scale
        if f"{name}.bias" in state:
            shift = shift + state[f"{name}.bias"]
        return scale, shift

    def folded(conv: str, batchnorm: str) -> tuple[Any, Any]:
        weight, (scale, shift) = state[f"{conv}.weight"], norm(batchnorm)
        return weight * scale.reshape(-1, *[1] * (weight.dim() - 1)), shift

    class Network(torch.nn.Module):
        def conv2(self, x: Any, conv: str, batchnorm: str, stride: int = 1, padding: int = 1) -> Any:
            weight, bias = folded(conv, batchnorm)
            return F.conv2d(x, weight, bias, stride=(stride, 1), padding=padding)

        def residual(self, x: Any, name: str, stride: int) -> Any:
            y = torch.relu(self.conv2(x, f"{name}.conv1", f"{name}.bn1", stride))
            y = self.conv2(y, f"{name}.conv2", f"{name}.bn2")
            if stride != 1:
                x = self.conv2(x, f"{name}.shortcut.0", f"{name}.shortcut.1", stride, padding=0)
            return torch.relu(x + y)

        def front(self, features: Any) -> Any:
            x = torch.relu(self.conv2(features.unsqueeze(1), "head.conv1", "head.bn1"))
            for layer in ("layer1", "layer2"):
                x = self.residual(x, f"head.{layer}.0", 2)
                x = self.residual(x, f"head.{layer}.1", 1)
            return torch.relu(self.conv2(x, "head.conv2", "head.bn2", 2)).flatten(1, 2)

        def activated(self, x: Any, name: str) -> Any:
            scale, shift = norm(f"{name}.batchnorm")
            return torch.relu(x * scale.reshape(1, -1, 1) + shift.reshape(1, -1, 1))

        def dense(self, x: Any, name: str, dilation: int) -> Any:
            weight, bias = folded(f"{name}.linear1", f"{name}.nonlinear2.batchnorm")
            x = torch.relu(F.conv1d(self.activated(x, f"{name}.nonlinear1"), weight, bias))
            context = 2.0 * x.mean(-1, keepdim=True)  # of the window, plus of its one segment
            cam = f"{name}.cam_layer"
            mask = F.conv1d(context, state[f"{cam}.linear1.weight"], state[f"{cam}.linear1.bias"])
            mask = F.conv1d(torch.relu(mask), state[f"{cam}.linear2.weight"], state[f"{cam}.linear2.bias"])
            local = F.conv1d(x, state[f"{cam}.linear_local.weight"], padding=dilation, dilation=dilation)
            return local * torch.sigmoid(mask)

        def forward(self, features: Any) -> Any:
            weight, bias = folded("xvector.tdnn.linear", "xvector.tdnn.nonlinear.batchnorm")
            x = self.front(features.transpose(1, 2))
            x = torch.relu(F.conv1d(x, weight, bias, stride=2, padding=2))
            for block, (layers, dilation) in enumerate(BLOCKS, start=1):
                for layer in range(1, layers + 1):
                    name = f"xvector.block{block}.tdnnd{layer}"
                    x = torch.cat([x, self.dense(x, name, dilation)], dim=1)
                x = self.activated(x, f"xvector.transit{block}.nonlinear")
                x = F.conv1d(x, state[f"xvector.transit{block}.linear.weight"])
            x = self.activated(x, "xvector.out_nonlinear")
            mean = x.mean(-1, keepdim=True)
            count = torch.ones_like(x[:1, :1]).sum(-1, keepdim=True)
            variance = ((x - mean) ** 2).sum(-1, keepdim=True) / (count - 1.0)
            pooled = torch.cat([mean, torch.sqrt(variance)], dim=1)
            weight, bias = folded("xvector.dense.linear", "xvector.dense.nonlinear.batchnorm")
            return F.conv1d(pooled, weight, bias).squeeze(-1)

    return Network().eval()


def weights_to_int8(model: Any) -> Any:
    """Stores each weight of the TDNN as int8, one scale an output channel; Cast and Mul bring it back (and
    are folded away when the session is made). The 2-D front is small and matters more: it stays float32."""
    from onnx import TensorProto, helper, numpy_helper

    graph, kept, nodes = model.graph, [], []
    former = [node for node in graph.node if node.op_type != "Constant"]
    constants = [node for node in graph.node if node.op_type == "Constant"]
    for node in constants:
        tensor = graph.initializer.add()
        tensor.CopyFrom(next(a.t for a in node.attribute if a.name == "value"))
        tensor.name = node.output[0]
    for tensor in graph.initializer:
        weight = numpy_helper.to_array(tensor)
        if weight.dtype != np.float32 or weight.ndim != 3 or weight.shape[0] == 1:
            kept.append(tensor)
            continue
        axes = tuple(range(1, weight.ndim))
        scale = np.maximum(np.abs(weight).max(axis=axes, keepdims=True), 1e-12) / 127.0
        whole = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        name = tensor.name
        kept.append(numpy_helper.from_array(whole, f"{name}_int8"))
        kept.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale"))
        nodes.append(helper.make_node("Cast", [f"{name}_int8"], [f"{name}_float"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [name]))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    del graph.node[:]
    graph.node.extend(nodes + former)
    return model


def cosine(path: Path, network: Any) -> float:
    """Lowest cosine between the prints of the ONNX file and of torch, on noise of several lengths."""
    import onnxruntime
    import torch

    session = onnxruntime.InferenceSession(str(path))
    lowest = 1.0
    for frames in (50, 98, 148, MAX_FRAMES):
        features = torch.randn(8, frames, 80, generator=torch.Generator().manual_seed(frames)) * 3
        with torch.no_grad():
            wanted = network(features).numpy()
        (got,) = session.run(None, {"features": features.numpy()})
        norms = np.linalg.norm(got, axis=1) * np.linalg.norm(wanted, axis=1)
        lowest = min(lowest, float(((got * wanted).sum(axis=1) / norms).min()))
    return lowest


def export(source: Path, target: Path) -> None:
    import onnx
    import torch

    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE_SHA256:
        raise SystemExit(f"{source} is not the published file ({SOURCE_SHA256})")
    network = build_network(torch.load(source, map_location="cpu", weights_only=True))
    example = (torch.zeros(2, 148, 80),)
    axes = {"features": {0: "batch", 1: "frames"}, "prints": {0: "batch"}}
    plain = target.with_suffix(".float32.onnx")
    names: dict[str, Any] = {"input_names": ["features"], "output_names": ["prints"], "opset_version": 17}
    torch.onnx.export(network, example, str(plain), dynamic_axes=axes, dynamo=False, **names)
    onnx.save(weights_to_int8(onnx.load(str(plain))), str(target))
    print(f"float32: {plain.stat().st_size} bytes, cosine {cosine(plain, network):.6f}")
    print(f"int8: {target.stat().st_size} bytes, cosine {cosine(target, network):.6f}")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".onnx.sha256").write_text(f"{digest}  {target.name}\n")


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
