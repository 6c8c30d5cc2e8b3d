#include "platform/renderer.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <cstring>
#include <initializer_list>

#include "imgui.h"

namespace vinculo::platform {

namespace {

constexpr const char* vertex_source = R"(#version 300 es
uniform vec2 per_pixel;
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 place;
layout(location = 2) in vec4 colour;
out vec2 texture_place;
out vec4 tint;
void main() {
  texture_place = place;
  tint = colour;
  gl_Position = vec4(position * per_pixel * 2.0 - 1.0, 0, 1) * vec4(1, -1, 1, 1);
})";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D atlas;
in vec2 texture_place;
in vec4 tint;
out vec4 result;
void main() { result = tint * texture(atlas, texture_place); })";

EMSCRIPTEN_WEBGL_CONTEXT_HANDLE gl = 0;
bool works = false;
GLint per_pixel = -1;
// The lists' vertices and indices one behind the other: one upload each a frame.
ImVector<ImDrawVert> vertices;
ImVector<ImDrawIdx> indices;

GLuint compile(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

void point_attributes_at(unsigned offset) {
  const auto at = [](std::size_t bytes) { return reinterpret_cast<const void*>(bytes); };
  constexpr GLsizei stride = sizeof(ImDrawVert);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, stride, at(offset + offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, at(offset + offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, at(offset + offsetof(ImDrawVert, col)));
}

// Everything that stays as it is from frame to frame.
void set_up() {
  const GLuint program = glCreateProgram();
  glAttachShader(program, compile(GL_VERTEX_SHADER, vertex_source));
  glAttachShader(program, compile(GL_FRAGMENT_SHADER, fragment_source));
  glLinkProgram(program);
  glUseProgram(program);
  per_pixel = glGetUniformLocation(program, "per_pixel");

  GLuint array, buffers[2];
  glGenVertexArrays(1, &array);
  glGenBuffers(2, buffers);
  glBindVertexArray(array);
  glBindBuffer(GL_ARRAY_BUFFER, buffers[0]);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffers[1]);
  for (GLuint i = 0; i < 3; ++i) glEnableVertexAttribArray(i);
  point_attributes_at(0);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glEnable(GL_SCISSOR_TEST);
  glActiveTexture(GL_TEXTURE0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
}

void create_texture(ImTextureData* texture) {
  GLuint name;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, texture->Width, texture->Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               texture->GetPixels());
  texture->SetTexID(name);
  texture->SetStatus(ImTextureStatus_OK);
}

void update_texture(ImTextureData* texture) {
  switch (texture->Status) {
    case ImTextureStatus_WantCreate: create_texture(texture); break;
    case ImTextureStatus_WantUpdates:
      glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture->TexID));
      glPixelStorei(GL_UNPACK_ROW_LENGTH, texture->Width);
      for (const ImTextureRect& part : texture->Updates)
        glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                        texture->GetPixelsAt(part.x, part.y));
      glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
      texture->SetStatus(ImTextureStatus_OK);
      break;
    case ImTextureStatus_WantDestroy: {
      if (texture->UnusedFrames == 0) break;
      const auto name = static_cast<GLuint>(texture->TexID);
      glDeleteTextures(1, &name);
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
      break;
    }
    default: break;
  }
}

void upload(const ImDrawData* data) {
  vertices.resize(data->TotalVtxCount);
  indices.resize(data->TotalIdxCount);
  int vertex = 0, index = 0;
  for (const ImDrawList* list : data->CmdLists) {
    std::memcpy(vertices.Data + vertex, list->VtxBuffer.Data,
                static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
    std::memcpy(indices.Data + index, list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
    vertex += list->VtxBuffer.Size;
    index += list->IdxBuffer.Size;
  }
  glBufferData(GL_ARRAY_BUFFER, vertices.size_in_bytes(), vertices.Data, GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, indices.size_in_bytes(), indices.Data, GL_STREAM_DRAW);
}

struct Bound {
  GLuint texture = 0;
  unsigned vertex_offset = ~0u;
};

void draw_list(const ImDrawList* list, unsigned first_vertex, unsigned first_index, int height, Bound& bound) {
  for (const ImDrawCmd& command : list->CmdBuffer) {
    const int x0 = static_cast<int>(command.ClipRect.x), y0 = static_cast<int>(command.ClipRect.y);
    const int x1 = static_cast<int>(command.ClipRect.z), y1 = static_cast<int>(command.ClipRect.w);
    if (command.ElemCount == 0 || x1 <= x0 || y1 <= y0) continue;
    glScissor(x0, height - y1, x1 - x0, y1 - y0);
    const auto texture = static_cast<GLuint>(command.GetTexID());
    if (texture != bound.texture) glBindTexture(GL_TEXTURE_2D, bound.texture = texture);
    const unsigned offset = (first_vertex + command.VtxOffset) * sizeof(ImDrawVert);
    if (offset != bound.vertex_offset) point_attributes_at(bound.vertex_offset = offset);
    glDrawElements(
        GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount),
        sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
        reinterpret_cast<const void*>(static_cast<std::size_t>(first_index + command.IdxOffset) * sizeof(ImDrawIdx)));
  }
}

// Nothing is drawn, but Dear ImGui waits for its textures.
void pretend_textures(const ImDrawData* data) {
  if (!data->Textures) return;
  for (ImTextureData* texture : *data->Textures) {
    const bool wants_life =
        texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates;
    if (texture->Status != ImTextureStatus_WantDestroy && !wants_life) continue;
    texture->SetTexID(wants_life ? 1 : ImTextureID_Invalid);
    texture->SetStatus(wants_life ? ImTextureStatus_OK : ImTextureStatus_Destroyed);
  }
}

}  // namespace

bool start_renderer() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
  attributes.enableExtensionsByDefault = false;  // none is used; asking for each waits for the graphics process
  if (gl == 0) gl = emscripten_webgl_create_context("#canvas", &attributes);
  works = gl > 0 && emscripten_webgl_make_context_current(gl) == EMSCRIPTEN_RESULT_SUCCESS;
  if (works) set_up();
  return works;
}

bool renderer_works() { return works; }

void lose_renderer() { works = false; }

bool restore_renderer() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_Destroyed) continue;
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(texture->WantDestroyNextFrame ? ImTextureStatus_Destroyed : ImTextureStatus_WantCreate);
  }
  return start_renderer();
}

void render(ImDrawData* data) {
  if (!works) {
    pretend_textures(data);
    return;
  }
  if (data->Textures)
    for (ImTextureData* texture : *data->Textures)
      if (texture->Status != ImTextureStatus_OK) update_texture(texture);
  const int width = static_cast<int>(data->DisplaySize.x), height = static_cast<int>(data->DisplaySize.y);
  glViewport(0, 0, width, height);
  glUniform2f(per_pixel, 1 / data->DisplaySize.x, 1 / data->DisplaySize.y);
  upload(data);
  Bound bound;
  unsigned vertex = 0, index = 0;
  for (const ImDrawList* list : data->CmdLists) {
    draw_list(list, vertex, index, height, bound);
    vertex += static_cast<unsigned>(list->VtxBuffer.Size);
    index += static_cast<unsigned>(list->IdxBuffer.Size);
  }
}

}  // namespace vinculo::platform
